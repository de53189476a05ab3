/** What a drawing takes from style sheets and must hold itself to look the same elsewhere. */
const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;
const HEAD = 30;
const FOOT = 26;
/** Pixels of the picture for one of the screen: sharp in a report. */
const SCALE = 2;

export interface PictureTexts {
  readonly title: string;
  /** The lines' names with their colours as they are on the screen. */
  readonly keys: readonly { readonly label: string; readonly color: string }[];
}

/** Offers a chart as a PNG to save: the drawing as it is on the screen, its title above, its key below. Rejects when the browser cannot draw
 * it. */
export const saveChartPicture = async (svg: SVGSVGElement, texts: PictureTexts, fileName: string): Promise<void> => {
  const { width, height } = svg.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round((height + HEAD + FOOT) * SCALE);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('There is no canvas to draw on.');
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  pen.scale(SCALE, SCALE);
  pen.fillStyle = token('--pw-surface');
  pen.fillRect(0, 0, width, height + HEAD + FOOT);
  pen.fillStyle = token('--pw-text');
  pen.font = '600 13px sans-serif';
  pen.fillText(texts.title, 10, 20);
  pen.drawImage(await pictureOf(svg, width, height), 0, HEAD, width, height);
  drawKeys(pen, texts.keys, HEAD + height + 16, token);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The picture could not be made.');
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
};

const drawKeys = (
  pen: CanvasRenderingContext2D,
  keys: PictureTexts['keys'],
  y: number,
  token: (name: string) => string,
): void => {
  pen.font = '11px sans-serif';
  let x = 10;
  for (const { label, color } of keys) {
    pen.fillStyle = token(/--[\w-]+/.exec(color)?.[0] ?? '') || color;
    pen.fillRect(x, y - 5, 14, 3);
    pen.fillStyle = token('--pw-dim');
    pen.fillText(label, x + 18, y);
    x += 34 + pen.measureText(label).width;
  }
};

const pictureOf = (svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> => {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [there, here] = [[...svg.querySelectorAll('*')], [...copy.querySelectorAll('*')]];
  for (const [index, element] of there.entries()) {
    const style = getComputedStyle(element);
    for (const name of looks) here[index]?.setAttribute(name, style.getPropertyValue(name));
    here[index]?.setAttribute('font-family', 'sans-serif');
    here[index]?.removeAttribute('style');
  }
  copy.removeAttribute('style');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('The chart could not be drawn.'));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  });
};
