/** What a grant for a site covers. Firefox knows no ports in patterns, so it is the host with all its ports. */
export function sitePattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
}

function partsOf(pattern: string): Parts | undefined {
  if (pattern === '<all_urls>') return { scheme: '*', host: '*', port: '*' };
  const [, scheme, host, port] = /^(\*|https?):\/\/(\[[^\]]+\]|[^/:]+)(?::(\d+|\*))?\//.exec(pattern) ?? [];
  return scheme && host ? { scheme, host, port: port ?? '*' } : undefined;
}

/** Whether a pattern is for the whole web and so names no site. */
export const isWebWide = (pattern: string): boolean => partsOf(pattern)?.host === '*';

/** Whether a pattern covers a site. @param origin scheme, host and port, without a path */
export function covers(pattern: string, origin: string): boolean {
  const parts = partsOf(pattern);
  const address = URL.parse(origin);
  if (!parts || !address || !/^https?:$/.test(address.protocol)) return false;
  const { scheme, host, port } = parts;
  const rest = host.startsWith('*.') ? host.slice(2) : undefined;
  return (
    (scheme === '*' || address.protocol === `${scheme}:`) &&
    (port === '*' || port === (address.port || (address.protocol === 'https:' ? '443' : '80'))) &&
    (host === '*' ||
      address.hostname === host ||
      (rest !== undefined && (address.hostname === rest || address.hostname.endsWith(`.${rest}`))))
  );
}

/** The origin that a pattern for a site is shown under. */
export const originOf = (pattern: string): string => pattern.replace(/\/.?$/, '').replace(/^\*:/, 'https:');
