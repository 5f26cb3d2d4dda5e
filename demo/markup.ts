/** A piece of HTML made by `html`; everything else is text and is escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | false | undefined | readonly Part[];

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const written = (part: Part): string => {
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return (part as readonly Part[]).map(written).join('');
  return part === false || part === undefined ? '' : String(part).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
};

/** HTML with every inserted text escaped. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.reduce((text, string, at) => text + written(parts[at - 1]) + string));

/** A whole document. */
export const page = (options: { language: string; title: string; head?: Markup; body: Markup }): string =>
  html`<!doctype html><html lang="${options.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${options.title}</title>${options.head}</head>${options.body}</html>`
    .text;
