// What the pages do without asking the service: times in the viewer's zone, keys, theme, copying.
(() => {
  'use strict';
  const two = n => String(n).padStart(2, '0');
  const inZone = iso => {
    const t = new Date(iso);
    return Number.isNaN(t.getTime()) ? null : `${t.getFullYear()}-${two(t.getMonth() + 1)}-${two(t.getDate())} ${two(t.getHours())}:${two(t.getMinutes())}`;
  };
  const tell = time => {
    const text = inZone(time.dateTime);
    const node = time.firstChild;
    if (text && node && node.nodeType === Node.TEXT_NODE && node.data !== text) node.data = text;
  };
  const tellAll = root => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.matches('time')) tell(root);
    root.querySelectorAll('time').forEach(tell);
  };
  tellAll(document.body);
  new MutationObserver(changes => {
    for (const change of changes) {
      change.addedNodes.forEach(tellAll);
      const time = (change.target.nodeType === Node.TEXT_NODE ? change.target.parentElement : change.target)?.closest?.('time');
      if (time) tell(time);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['datetime'] });

  const isDark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const changeTheme = () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    document.cookie = `offtrail-theme=${theme}; path=/; max-age=31536000; samesite=strict`;
  };

  const copy = async button => {
    const text = button.parentElement.querySelector('pre').textContent;
    try {
      await navigator.clipboard.writeText(text); // not there without https or localhost
      button.textContent = 'Copied';
    } catch {
      const range = document.createRange();
      range.selectNodeContents(button.parentElement.querySelector('pre'));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      button.textContent = 'Selected: press Ctrl-C';
    }
  };

  document.addEventListener('click', e => {
    const button = e.target.closest?.('[data-theme-toggle], [data-keys], [data-copy]');
    if (!button) return;
    if ('themeToggle' in button.dataset) changeTheme();
    else if ('keys' in button.dataset) document.getElementById('keys').showModal();
    else copy(button);
  });

  // A picture over time: a stroke over a stretch zooms into it, a click on a cell goes to its address. Times are milliseconds; left is where the time begins in the picture.
  document.addEventListener('pointerdown', down => {
    const svg = down.button === 0 && down.target.closest?.('svg[data-brush]');
    if (!svg) return;
    down.preventDefault(); // no dragging of links
    const box = svg.getBoundingClientRect();
    const { width, height } = svg.viewBox.baseVal;
    const [from, to, left, slot] = [svg.dataset.from, svg.dataset.to, svg.dataset.left ?? 0, svg.dataset.slot ?? 1].map(Number);
    const cell = down.target.closest('[data-go]');
    const stretch = e => [down.clientX, e.clientX].map(x => Math.min(width, Math.max(left, (x - box.left) / box.width * width))).sort((p, q) => p - q);
    const mark = document.createElementNS(svg.namespaceURI, 'rect');
    mark.setAttribute('class', 'brush');
    const move = e => {
      if (Math.abs(e.clientX - down.clientX) < 5 && !mark.parentNode) return;
      const [a, b] = stretch(e);
      for (const [name, value] of [['x', a], ['y', 0], ['width', b - a], ['height', height]]) mark.setAttribute(name, value);
      if (!mark.parentNode) svg.append(mark);
    };
    const end = e => {
      for (const [name, what] of [['pointermove', move], ['pointerup', end], ['pointercancel', end]]) removeEventListener(name, what);
      const drawn = mark.parentNode;
      mark.remove();
      if (e.type === 'pointercancel') return;
      if (!drawn) {
        if (cell) Blazor.navigateTo(cell.dataset.go);
        return;
      }
      addEventListener('click', c => { c.preventDefault(); c.stopPropagation(); }, { capture: true, once: true });
      setTimeout(() => dispatchEvent(new MouseEvent('click')), 0); // so that no later click is swallowed when this one made none
      const [a, b] = stretch(e).map(x => (x - left) / (width - left) * (to - from) / slot);
      const iso = n => new Date(from + (n * slot)).toISOString().replace('.000Z', 'Z');
      const address = new URL(location.href);
      address.searchParams.set('from', iso(Math.floor(a)));
      address.searchParams.set('to', iso(Math.max(Math.floor(a) + 1, Math.ceil(b))));
      for (const place of ['cursor', 'page']) address.searchParams.delete(place);
      Blazor.navigateTo(address.pathname + address.search);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
  });

  const step = by => {
    const rows = [...document.querySelectorAll('[data-row]')];
    if (rows.length === 0) return;
    const at = rows.findIndex(r => r.contains(document.activeElement));
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    (next.querySelector('a, summary, button') || next).focus();
    next.scrollIntoView({ block: 'nearest' });
  };
  let led = false; // "g" was pressed
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.('input:not([type=checkbox]), textarea, select, dialog')) return;
    const go = led && document.querySelector(`.bar nav a[data-key="${CSS.escape(e.key)}"]`);
    led = e.key === 'g';
    if (go) go.click();
    else if (e.key === 'j') step(1);
    else if (e.key === 'k') step(-1);
    else if (e.key === 'x') document.activeElement.closest('[data-row]')?.querySelector('input[type=checkbox]')?.click();
    else if (e.key === '?') document.getElementById('keys').showModal();
    else if (e.key === '/') document.querySelector('[data-search]')?.focus();
    else return;
    e.preventDefault();
  });
})();
