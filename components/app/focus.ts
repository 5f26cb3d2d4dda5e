/** As a ref: takes the focus when the element appears, and never again. */
export const focusOnMount = (element: HTMLElement | null): void => element?.focus();
