/**
 * Names an account on a platform: the same customer number in two shops, or of two platforms, is two accounts.
 * @param recipe id of the site's recipe
 * @param origin scheme and host of the console it was seen in
 * @param id the platform's own id of the account; its colons are escaped, so that the parts stay apart
 */
export function accountKey(recipe: string, origin: string, id: string): string {
  return `${recipe}:${origin}:${id.trim().replaceAll(':', '%3A')}`;
}

/** Whether two different account keys are of one console, so that they cannot be one account. */
export function sameConsole(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf(':')) === b.slice(0, b.lastIndexOf(':'));
}
