import type { Exclusion } from '../domain/page-context.ts';

const BOUNCE_LOCAL = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|bounces?|bounces?[+=].*)$/;
const LIST_LOCAL =
  /^(?:owner-.+|.+-(?:request|bounces|owner|leave|join|subscribe|unsubscribe)(?:[+=].*)?|listserv|majordomo|mailman)$/;
const LIST_HOST = /^(?:lists?|listserv|mailman|groups)\.|(?:^|\.)googlegroups\.com$/;
const NO_REPLY_LOCAL =
  /(?:^|[._+-])(?:no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|dont-?_?reply|notifications?|notify|auto-?confirm|auto-?reply|auto-?mailer|automated)(?:$|[._+-])/;

/** Which kind of machine, if any, an address is by its own look: it is nobody's, whatever else the message says. */
export function machineKind(key: string): Extract<Exclusion, 'bounce' | 'list' | 'no-reply'> | undefined {
  const at = key.lastIndexOf('@');
  const [local, domain] = [key.slice(0, at), key.slice(at + 1)];
  if (BOUNCE_LOCAL.test(local)) return 'bounce';
  if (LIST_LOCAL.test(local) || LIST_HOST.test(domain)) return 'list';
  return NO_REPLY_LOCAL.test(local) ? 'no-reply' : undefined;
}

/** "Ana Souza via Garden trade": a name that says the address is a relay's, not Ana's. Lower case only: Via Roma is a street. */
export function isRelayName(name: string | undefined): boolean {
  return name !== undefined && /\S\s+(?:\(?via|通过|透過)\s+\S/u.test(name.slice(0, 500));
}

/** The list an administrative sender belongs to: `garden-bounces@…` → `garden@…`. */
export function listOfSender(key: string): string {
  return key.replace(/^(.+)-(?:request|bounces|owner)(?:[+=][^@]*)?@/, '$1@');
}
