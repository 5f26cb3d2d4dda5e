import css from '../../components/ui/tokens.css?raw';

/**
 * The design's values by name. The shell sets them on its elements one by one: a style sheet of ours inside a page would
 * be subject to that page's security policy.
 */
export const tokens: Readonly<Record<string, string>> = Object.fromEntries(
  [...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
);
