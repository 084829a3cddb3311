//! What runs in the page to measure it, and to lay a festival into its database.

/// Takes rows into `window.rows`.
pub const TAKE: &str = "(window.rows ??= []).push(...arguments[0]); return window.rows.length;";

/// Puts them into the page's database in place of all that is there. The app keeps
/// its own connections; the page is loaded again afterwards.
pub const STORE: &str = "
    const done = arguments[arguments.length - 1];
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    (async () => {
        const name = (await indexedDB.databases()).map(known => known.name).find(name => name.startsWith('p2panda'));
        const database = await new Promise((resolve, reject) => {
            const request = indexedDB.open(name);
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        });
        const writing = database.transaction(['heads', 'segments', 'local'], 'readwrite');
        const meta = await new Promise(resolve => {
            const request = writing.objectStore('local').get(new Uint8Array([0]));
            request.onsuccess = () => resolve(request.result);
        });
        for (const store of ['heads', 'segments', 'local']) writing.objectStore(store).clear();
        if (meta) writing.objectStore('local').put(meta, new Uint8Array([0]));
        for (const [store, key, value] of window.rows) writing.objectStore(store).put(bytes(value), bytes(key));
        await new Promise((resolve, reject) => {
            writing.oncomplete = resolve;
            writing.onerror = () => reject(writing.error);
        });
        database.close();
    })().then(() => done('stored'), error => done(String(error)));";

/// Milliseconds since the page began to load, once something of `selector` is there.
pub const READY: &str = "
    const [selector, done] = arguments;
    const look = () => document.querySelector(selector) ? done(performance.now()) : requestAnimationFrame(look);
    look();";

/// Goes to a route, and tells how long it took until `selector` was there and painted.
pub const OPEN: &str = "
    const [route, selector, done] = arguments;
    const since = performance.now();
    const painted = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)));
    const watch = new MutationObserver(() => {
        if (location.hash !== route || !document.querySelector(selector)) return;
        watch.disconnect();
        painted();
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    location.hash = route;
    setTimeout(() => done(-1), 20000);";

/// Puts the caret into a field and waits there for a key, until the first row of a list says
/// something else and was painted. Rows that are added below are no answer.
pub const LISTEN: &str = "
    const [name, selector] = arguments;
    const field = document.querySelector(name);
    field.focus();
    window.answered = null;
    field.addEventListener('input', event => {
        const said = () => document.querySelector(selector)?.textContent;
        const before = said();
        const watch = new MutationObserver(() => {
            if (said() === before) return;
            watch.disconnect();
            requestAnimationFrame(() => setTimeout(() => window.answered = performance.now() - event.timeStamp));
        });
        watch.observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true });
    }, { capture: true, once: true });";

/// Milliseconds from the key until then.
pub const ANSWERED: &str = "
    const done = arguments[0];
    const until = performance.now() + 20000;
    const look = () => {
        if (window.answered !== null || performance.now() > until) return done(window.answered ?? -1);
        setTimeout(look, 50);
    };
    look();";

/// Puts a copy without an app in place of the page: at a key the rows of its list are taken
/// away and so many come, with another text, laid out at once; the others come later. What
/// a browser takes for that alone.
pub const ANSWER_WITHOUT_APP: &str = "
    const [name, selector, few] = arguments;
    const main = document.querySelector('main');
    const bare = main.cloneNode(true);
    main.replaceWith(bare);
    const rows = [...bare.querySelectorAll(selector)].map(row => row.closest('li') ?? row);
    const list = rows[0].parentElement;
    let keys = 0;
    bare.querySelector(name).addEventListener('input', () => {
        for (const row of rows) row.remove();
        const come = rows.slice(0, few).map(row => row.cloneNode(true));
        const walk = document.createTreeWalker(come[0], NodeFilter.SHOW_TEXT);
        walk.nextNode().data += ` ${++keys}`;
        list.append(...come);
        list.getBoundingClientRect();
        setTimeout(() => list.replaceChildren(...rows), 150);
    });";

/// Scrolls on, for 20 s at most: a script may not take longer. Tells whether the end was
/// reached, how many rows went by since the page was opened, how many were drawn at
/// once at most, how many tasks took more than 50 ms, and the longest of them,
/// milliseconds.
pub const SCROLL: &str = "
    const [selector, done] = arguments;
    const all = window.scrolled ??= { known: new WeakSet(), seen: new Set(), most: 0, tasks: [] };
    const watch = new PerformanceObserver(list => all.tasks.push(...list.getEntries().map(task => Math.round(task.duration))));
    watch.observe({ type: 'longtask' });
    let still = 0, last = -1;
    const until = performance.now() + 20000;
    const step = () => {
        const rows = document.querySelectorAll(selector);
        for (const row of rows) {
            if (all.known.has(row)) continue;
            all.known.add(row);
            all.seen.add(row.querySelector('a')?.getAttribute('href'));
        }
        all.most = Math.max(all.most, rows.length);
        window.scrollBy(0, 400);
        still = window.scrollY === last ? still + 1 : 0;
        last = window.scrollY;
        if (still < 40 && performance.now() < until) return requestAnimationFrame(step);
        setTimeout(() => {
            watch.disconnect();
            const over = all.tasks.filter(task => task > 50).length;
            done([still >= 40, all.seen.size, all.most, over, all.tasks.sort((a, b) => b - a).slice(0, 4)]);
        }, 300);
    };
    step();";

/// Puts in place of the page a list without an app: copies of rows as they were drawn, so
/// many of them, one at a time where one gets close to the end, and taken away again, in a
/// task of their own and laid out in another, as the app does. What a browser takes for that
/// alone.
pub const WITHOUT_APP: &str = "
    const [selector, count] = arguments;
    const main = document.querySelector('main');
    const old = document.querySelector(selector).closest('li').parentElement;
    const drawn = [...old.children];
    const list = old.cloneNode(false);
    let whole = list;
    for (let around = old.parentElement; around !== main; around = around.parentElement) {
        const copy = around.cloneNode(false);
        copy.append(whole);
        whole = copy;
    }
    const [above, below] = [document.createElement('div'), document.createElement('div')];
    // Nothing of the app watches the new one.
    const bare = main.cloneNode(false);
    bare.append(above, whole, below);
    main.replaceWith(bare);
    let added = 0, height = 0;
    const soon = task => scheduler.postTask(task, { priority: 'user-blocking' });
    const add = () => {
        const row = drawn[added % drawn.length].cloneNode(true);
        row.querySelector('a').setAttribute('href', `#${added++}`);
        list.append(row);
        soon(() => {
            const first = list.firstElementChild.getBoundingClientRect();
            if (first.bottom < -2400) {
                height += first.height;
                above.style.height = `${height}px`;
                list.firstElementChild.remove();
            }
            watch.unobserve(below);
            watch.observe(below);
        });
    };
    const watch = new IntersectionObserver(entries => {
        if (entries.some(entry => entry.isIntersecting) && added < count) soon(add);
    }, { rootMargin: '1200px' });
    watch.observe(below);
    window.scrollTo(0, 0);";
