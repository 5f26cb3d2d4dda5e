import css from '../../components/ui/tokens.css?raw';

/** The design's values that are needed in a page. */
const USED = /^(?:font|bg|bg-sunken|line|ink-[23]|accent|shadow|tier-[a-d](?:-soft)?)$/;
const values = new Map(
  [...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.replace(/\s+/g, ' ')]),
);

/**
 * The design's values by name, whole in themselves. They are set on our elements one by one: a style sheet of ours inside
 * a page would be subject to that page's security policy.
 */
export const tokens: Readonly<Record<string, string>> = Object.fromEntries(
  [...values]
    .filter(([name]) => USED.test(name))
    .map(([name, value]) => [name, value.replace(/var\(--([\w-]+)\)/g, (_, other: string) => values.get(other) ?? '')]),
);
