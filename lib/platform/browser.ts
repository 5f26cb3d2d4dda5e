// The one door to the extension API. Chrome and Firefox both answer with promises under Manifest V3,
// so no polyfill is loaded: it would cost every page the shell runs in.
export { type Browser, browser } from 'wxt/browser';
