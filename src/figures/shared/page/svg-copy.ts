/** What a saved picture cannot take from the page's style sheets. All but `opacity` are inherited. */
const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "paint-order",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "font-variant",
  "dominant-baseline",
  "text-anchor"
];

/** A drawing of the page as a part of a picture: with the styles that it is shown with, and nothing clipped at its edge. */
export function svgCopy(drawing: SVGSVGElement): SVGSVGElement {
  const {width, height} = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>("*")];
  for (const [i, original] of originals.entries()) {
    const shown = getComputedStyle(original);
    const around = i === 0 ? null : getComputedStyle(original.parentElement!);
    for (const name of properties) {
      copies[i]!.removeAttribute(name);
      const value = shown.getPropertyValue(name);
      if (name === "opacity" ? value !== "1" : value !== around?.getPropertyValue(name))
        copies[i]!.style.setProperty(name, value);
    }
  }
  for (const extra of copy.querySelectorAll("style, .crosshair")) extra.remove();
  const {width: ownWidth, height: ownHeight} = drawing;
  if (!copy.hasAttribute("viewBox"))
    copy.setAttribute("viewBox", `0 0 ${ownWidth.baseVal.value} ${ownHeight.baseVal.value}`);
  copy.removeAttribute("class");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.style.overflow = "visible";
  return copy;
}
