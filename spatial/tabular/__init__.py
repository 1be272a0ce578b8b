"""Tables without a schema of their own, as text or workbook: header found, types told by the values."""
