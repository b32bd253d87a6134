import Screen

extension Page {
  /// One page that needs nothing from elsewhere: no scripts, no fonts, no images but those drawn in it.
  package func html() -> String {
    let sections = sections.map { section in
      """
      <section><h2>\(HTML.escaped(section.title))</h2>
      <p class="introduction">\(HTML.escaped(section.introduction))</p>
      \(section.blocks.map(\.html).joined(separator: "\n"))
      </section>
      """
    }
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(HTML.escaped(title))</title>
      <style>
      \(HTML.style)
      </style></head><body>
      <h1>\(HTML.escaped(title))</h1><p class="facts">\(HTML.escaped(facts))</p>
      \(sections.joined(separator: "\n"))
      </body></html>

      """
  }
}

extension Block {
  var html: String {
    switch self {
    case .text(let text): "<p>\(HTML.escaped(text))</p>"
    case .table(let table): table.html
    case .forest(let forest): forest.html
    case .reliability(let plot): plot.html
    case .matrix(let matrix): matrix.html
    case .curve(let curve): curve.html
    }
  }
}

enum HTML {
  /// What no browser takes for anything but text, in an element and in an attribute; what would act unseen on
  /// the order of text is made visible.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in VisibleText(text).text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A coordinate.
  static func number(_ value: Double) -> String {
    FigureUnit.fixed(value, 1).replacing("−", with: "-")
  }

  static func heading(_ title: String) -> String {
    title.isEmpty ? "" : "<h3>\(escaped(title))</h3>"
  }

  /// Below a block.
  static func remarks(_ lines: [String]) -> String {
    lines.isEmpty ? "" : "<p class=\"remark\">\(lines.map(escaped).joined(separator: "<br>"))</p>"
  }

  static let style = """
    :root { --paper: #fdfdfb; --ink: #1d2026; --faint: #6b7280; --line: #d8dade; --mark: #2f5fb3; --ceiling: #b4541a; }
    @media (prefers-color-scheme: dark) {
      :root { --paper: #16181d; --ink: #e4e6ea; --faint: #9aa1ad; --line: #353a44; --mark: #7fa8f0; --ceiling: #f0a35e; }
    }
    body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; max-width: 60rem;
      margin: 2rem auto; padding: 0 1rem; }
    h1 { margin: 0; font-size: 1.6rem; }
    h2 { margin: 2.5rem 0 0.2rem; font-size: 1.25rem; border-bottom: 1px solid var(--line); }
    h3 { margin: 1.4rem 0 0.3rem; font-size: 1rem; }
    .facts, .introduction { color: var(--faint); margin-top: 0.2rem; }
    .remark { color: var(--faint); font-size: 0.87rem; margin: 0.2rem 0; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.15rem 0.9rem 0.15rem 0; text-align: right; white-space: nowrap; font-weight: normal; }
    th { color: var(--faint); }
    th:first-child, td:first-child { text-align: left; }
    tbody tr { border-top: 1px solid var(--line); }
    .matrix td { padding: 0.2rem 0.4rem; }
    svg { width: 100%; height: auto; display: block; }
    svg.square { max-width: 26rem; }
    svg text { font: 13px system-ui, sans-serif; fill: var(--ink); font-variant-numeric: tabular-nums; }
    svg .faint { fill: var(--faint); }
    svg .grid { stroke: var(--line); }
    svg .reference { stroke: var(--faint); stroke-dasharray: 3 3; }
    svg .interval { stroke: var(--mark); stroke-width: 2; }
    svg .value { fill: var(--mark); }
    svg .ceiling .interval { stroke: var(--ceiling); }
    svg .ceiling .value { fill: var(--ceiling); }
    """
}
