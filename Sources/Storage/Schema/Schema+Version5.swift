extension Schema {
  /// How people see candidates otherwise than models do. Only a new column at the end, so that a large file is brought up
  /// to date at once.
  static let version5 = """
    -- 1: turned by EXIF; 2: with transparency, which people see over gray; 3: both. NULL where nobody has looked.
    ALTER TABLE candidate ADD COLUMN sight INTEGER CHECK (sight BETWEEN 0 AND 3);
    """
}
