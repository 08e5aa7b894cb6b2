/** A raster picture: rows from top to bottom, three bytes (red, green, blue) a pixel. */
export interface Picture {
  width: number;
  height: number;
  /** `width * height * 3` bytes. */
  rgb: Uint8Array;
}
