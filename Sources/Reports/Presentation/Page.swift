/// A report as blocks to show, which a terminal and a browser draw each in their way. Texts are data as they are: whoever
/// draws makes them safe for where they go.
package struct Page: Hashable, Sendable {
  package let title: String
  package let facts: String
  package let sections: [PageSection]

  package init(title: String, facts: String, sections: [PageSection]) {
    self.title = title
    self.facts = facts
    self.sections = sections
  }
}

package struct PageSection: Hashable, Sendable {
  package let title: String
  /// What the section's figures mean, in a sentence or two.
  package let introduction: String
  package let blocks: [Block]

  package init(title: String, introduction: String, blocks: [Block]) {
    self.title = title
    self.introduction = introduction
    self.blocks = blocks
  }
}

package enum Block: Hashable, Sendable {
  case text(String)
  case table(Table)
  case forest(Forest)
  case reliability(ReliabilityPlot)
  case matrix(Matrix)
  case curve(Curve)
}

package struct Table: Hashable, Sendable {
  package let title: String
  /// The first column is flushed left, the others right.
  package let columns: [String]
  package let rows: [[String]]
  /// Lines to be read below the rows.
  package let remarks: [String]

  package init(title: String, columns: [String], rows: [[String]], remarks: [String] = []) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.remarks = remarks
  }
}

/// Figures with their intervals along one axis.
package struct Forest: Hashable, Sendable {
  package let title: String
  package let rows: [Row]
  package let unit: FigureUnit
  /// A value to hold the others against, such as a coin's; a line through all rows.
  package let reference: Double?

  package struct Row: Hashable, Sendable {
    package let label: String
    package let value: Double?
    package let interval: ClosedRange<Double>?
    package let n: Int
    /// Why there is no value.
    package let reason: String?
    /// What must be read with the value.
    package let remark: String?
    /// What others are held against; drawn in another shape.
    package let isCeiling: Bool
  }
}

/// How often predictions of each confidence were right.
package struct ReliabilityPlot: Hashable, Sendable {
  package let title: String
  package let bins: [Bin]

  package struct Bin: Hashable, Sendable {
    package let range: String
    package let confidence: Double
    package let accuracy: Double
    package let interval: ClosedRange<Double>?
    package let n: Int
  }
}

/// A share for every two of some things, in percent; the lower half is filled.
package struct Matrix: Hashable, Sendable {
  package let title: String
  package let names: [String]
  /// Row by row, as many in each as there are names before it.
  package let values: [[Double?]]
}
