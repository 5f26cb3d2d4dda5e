import type { PageContext, PersonOnPage } from '../../lib/domain/page-context.ts';

/** What the page calls a person: name, else email, else phone or account; absent when it says none of these. */
export function seenName({ seen }: PersonOnPage): string | undefined {
  return (seen.name ?? seen.email ?? seen.phone ?? seen.account)?.value;
}

/** Where on the page a person stands, for saying it; absent while the page's view is not known. */
export function placeOf(context: PageContext, person: PersonOnPage) {
  if (context.view === undefined) return undefined;
  const number = person.role === 'buyer' ? context.order?.seen.number.value : undefined;
  return { role: person.role, view: context.view, ...(number === undefined ? {} : { orderNumber: number }) };
}
