extension Table {
  var html: String {
    guard !rows.isEmpty else { return "" }
    let head = columns.map { "<th>\(HTML.escaped($0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.map { "<td>\(HTML.escaped($0))</td>" }.joined() + "</tr>"
    }
    return """
      \(HTML.heading(title))<div class="scroll"><table><thead><tr>\(head)</tr></thead>
      <tbody>\(body.joined(separator: "\n"))</tbody></table></div>\(HTML.remarks(remarks))
      """
  }
}

extension Matrix {
  /// The more two agree, the deeper the colour behind the number.
  var html: String {
    let all = values.flatMap { $0.compactMap { $0 } }
    let (low, high) = (all.min() ?? 0, all.max() ?? 1)
    let head = names.indices.dropLast().map { "<th>\($0 + 1)</th>" }.joined()
    let rows = names.enumerated().map { row, name in
      let cells = values[row].map { value in
        guard let value else { return "<td>–</td>" }
        let depth = high > low ? 8 + Int(((value - low) / (high - low) * 42).rounded()) : 20
        return
          "<td style=\"background: color-mix(in srgb, var(--mark) \(depth)%, transparent)\">\(FigureUnit.percent.text(value))</td>"
      }
      return "<tr><td>\(row + 1) \(HTML.escaped(name))</td>\(cells.joined())</tr>"
    }
    return """
      \(HTML.heading(title))<div class="scroll"><table class="matrix"><thead><tr><th></th>\(head)</tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      """
  }
}
