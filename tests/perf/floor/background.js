chrome.runtime.onMessage.addListener((message, _sender, reply) => reply(message));
