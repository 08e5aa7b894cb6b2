/** An SVG document as PNG, `scale` pixels per unit. */
export async function svgToPng(source: string, scale: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([source], {type: "image/svg+xml"}));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error("this browser cannot write a PNG of that size"));
      }, "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
