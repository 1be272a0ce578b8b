/** Which letters the reader's machine writes by itself. */

const WIDE = 48;

/**
 * Whether the machine has Chinese letters: it then draws them sharper than glyphs from afar and spares some
 * megabytes of them. “一” is one flat stroke; what stands for a letter that is missing is tall.
 */
export function hasChinese(): boolean {
  const brush = document.createElement("canvas").getContext("2d");
  if (!brush) return false;
  brush.font = `${WIDE}px sans-serif`;
  const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = brush.measureText("一");
  return up + down > 0 && up + down < WIDE / 3;
}
