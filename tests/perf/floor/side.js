const who = document.getElementById('who');
who.textContent = decodeURIComponent(location.hash.slice(1));
addEventListener('message', ({ data }) => {
  who.textContent = String(data);
});
