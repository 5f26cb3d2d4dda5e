/** The attribute of every element of ours in a page; its value says which of the two it is. */
export const SHELL_MARK = 'data-regulars-shell';

/**
 * Shows our elements in Firefox, where they are hidden by their own style. Put in by the background as a style sheet of
 * the user: it outranks the page, and Firefox takes it away with the add-on. The shell itself cannot clean up there,
 * because its script is ended without a word.
 */
export const SHELL_PRESENCE = `@media screen{[${SHELL_MARK}="panel"]{display:block!important}[${SHELL_MARK}="badge"]{display:inline-block!important}}`;
