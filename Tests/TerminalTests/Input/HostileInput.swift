/// What terminals send that nobody typed.
enum HostileInput {
  /// Letters in them are keys that konomi binds: 1, 2, b, c, q, s, u and others.
  static let whole = [
    // Replies to probes: DA1, DA2, DA3, DSR, cursor position, 14t, 16t, 18t, DECRPM, kitty keyboard.
    "\u{1b}[?62;4;22c", "\u{1b}[>84;0;0c", "\u{1b}P!|00000000\u{1b}\\", "\u{1b}[0n", "\u{1b}[12;40R",
    "\u{1b}[?12;40R", "\u{1b}[4;800;1200t", "\u{1b}[6;32;16t", "\u{1b}[8;24;80t", "\u{1b}[?2026;2$y",
    "\u{1b}[?1u",
    // XTVERSION, XTGETTCAP, DECRQSS, kitty graphics, colours, clipboard, title, SOS and PM.
    "\u{1b}P>|tmux 3.3a\u{1b}\\", "\u{1b}P1+r5463=323536\u{1b}\\", "\u{1b}P1$r0m\u{1b}\\",
    "\u{1b}_Gi=31;OK\u{1b}\\", "\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{1b}\\", "\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}",
    "\u{1b}]4;1;rgb:cccc/0000/0000\u{7}", "\u{1b}]52;c;cXVpdA==\u{7}", "\u{1b}]lq\u{1b}\\",
    "\u{1b}Xsq\u{1b}\\",
    "\u{1b}^uq\u{1b}\\",
    // Strings that end by cancelling, and with text in other scripts.
    "\u{1b}]11;qqq\u{18}", "\u{1b}Pqqq\u{1a}", "\u{1b}]0;日本é\u{7}",
    // Mouse: X10, with bytes of letters, SGR, urxvt. Focus in and out.
    "\u{1b}[M q1", "\u{1b}[Mb!!", "\u{1b}[<0;10;20M", "\u{1b}[<0;10;20m", "\u{1b}[32;10;20M", "\u{1b}[I",
    "\u{1b}[O",
    // Keys with modifiers, function keys of several terminals, keys with Alt.
    "\u{1b}[1;2D", "\u{1b}[1;5C", "\u{1b}[3;5~", "\u{1b}[Z", "\u{1b}[15~", "\u{1b}OP", "\u{1b}O5A",
    "\u{1b}[[A",
    "\u{1b}[[E", "\u{1b}[27;5;113~", "\u{1b}[113;3u", "\u{1b}[57441;2u",
    "\u{1b}[113;1:3u", "\u{1b}[1;1:3D", "\u{1b}q", "\u{1b}1", "\u{1b}\r", "\u{1b} ",
    // Without sense.
    "\u{1b}[201~", "\u{1b}[;;;;q", "\u{1b}\\", "\u{0}", "\u{1c}", "\u{85}",
    "\u{9b}",
  ]

  /// Sequences whose end has not come.
  static let cut = ["\u{1b}[?", "\u{1b}[1", "\u{1b}]", "\u{1b}P", "\u{1b}[M", "\u{1b}[Ma", "\u{1b}O"]
}
