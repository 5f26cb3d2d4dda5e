// The floor of what an overlay costs a page: wait for a navigation, look for one address, show it in a frame of the
// extension's own. It reads nothing else, asks nobody, keeps nothing.
(() => {
  let isDue = false;
  let shown = '';
  let frame;
  function look() {
    isDue = false;
    const address = document.querySelector('[data-address]')?.getAttribute('data-address');
    if (!address || address === shown) return;
    shown = address;
    if (frame) {
      frame.contentWindow.postMessage(address, '*');
      return;
    }
    frame = document.createElement('iframe');
    frame.src = `${chrome.runtime.getURL('side.html')}#${encodeURIComponent(address)}`;
    frame.style.cssText = 'position:fixed;inset:0 0 0 auto;width:320px;height:100%;border:0;z-index:2147483647';
    document.documentElement.append(frame);
  }
  function kick() {
    if (isDue) return;
    isDue = true;
    requestIdleCallback(look, { timeout: 800 });
  }
  navigation.addEventListener('navigatesuccess', kick);
  if (document.readyState === 'complete') kick();
  else addEventListener('load', kick);
})();
