// How JupyterLab treats the kit's pages. A plugin in the form in which JupyterLab loads one, so that nothing is built;
// `followup-kit lab` names its folder. It uses only the application object: commands, shell, document registry.
(() => {
  const WIDGET = 'application/vnd.jupyter.widget-view+json';
  const COMES_TO_LIFE = 'This part of the page comes to life when you press Run all, at the top.';
  const LOST =
    'This page has lost touch with the program, and what you type now is not kept. The program may have been ' +
    'stopped: start it again and open the address it prints. If the computer only slept, wait a moment.';
  const STYLE = `
    .jp-Notebook .jp-InputPlaceholder { display: none; }
    .jp-Notebook :is(.jp-InputPrompt, .jp-OutputPrompt) { visibility: hidden; }
    .jp-Notebook :is(.jp-RenderedText, .jp-OutputArea-output) > pre { white-space: pre-wrap; word-break: normal;
      overflow-wrap: break-word; }
    .fk-lost { position: absolute; left: 0; right: 0; z-index: 1; margin: 0; padding: 8px 14px; font-size: 14px;
      color: var(--jp-ui-font-color1); background: var(--jp-layout-color2); border-left: 6px solid #d55e00; }`;

  // Without a kernel JupyterLab's own command only takes away what the cells showed.
  const readied = new WeakMap();
  const waiting = new Set();
  async function runAll(app) {
    const panel = app.shell.currentWidget;
    if (!panel?.sessionContext || waiting.has(panel)) return;
    waiting.add(panel);
    await readied.get(panel).catch(() => {});
    waiting.delete(panel);
    const toTop = () => {
      panel.content.activeCellIndex = 0; // else the last cell is, and scrolled to
      panel.content.outerNode.scrollTo(0, 0);
    };
    const done = app.commands.execute('notebook:run-all-cells');
    toTop();
    await done;
    toTop();
  }

  // What a page saved of its forms is dead once its kernel has ended: "Loading widget" would stand there for ever.
  async function ready(panel, context) {
    await context.ready;
    await context.sessionContext.ready;
    const cells = [...context.model.cells].filter(cell => cell.type === 'code').map(cell => cell.sharedModel);
    const shown = output => output.data?.[WIDGET]?.model_id;
    const saved = new Set(cells.flatMap(cell => cell.outputs.map(shown)));
    const answer = await context.sessionContext.session?.kernel?.requestCommInfo({ target_name: 'jupyter.widget' });
    const alive = answer?.content.comms ?? {};
    const isDead = output => saved.has(shown(output)) && shown(output) && !(shown(output) in alive);
    for (const cell of cells)
      if (cell.outputs.some(isDead))
        cell.setOutputs(
          cell.outputs.map(each => (isDead(each) ? { ...each, data: { 'text/plain': COMES_TO_LIFE } } : each))
        );
    if (Object.keys(alive).length) await fetched(panel);
  }

  // Those of a kernel that runs on are being fetched from it, about which nothing tells when it is done; forms of cells
  // that are run meanwhile stay empty.
  async function fetched(panel) {
    const outputs = () => [...panel.node.querySelectorAll('.jp-OutputArea-output')];
    const isLoading = () => outputs().some(each => each.textContent === 'Loading widget...');
    for (let at = 0; at < 5 || (at < 50 && isLoading()); at++) await new Promise(go => setTimeout(go, 200));
  }

  function tellWhenLost(panel, context) {
    const words = Object.assign(document.createElement('p'), { className: 'fk-lost', textContent: LOST });
    words.setAttribute('role', 'alert');
    const show = () => {
      words.style.top = `${panel.toolbar.node.offsetHeight}px`;
      panel.node.append(words);
    };
    let soon;
    context.sessionContext.connectionStatusChanged.connect((_, status) => {
      clearTimeout(soon);
      if (status === 'connected') words.remove();
      else soon = setTimeout(show, 4000);
    });
  }

  // Pages open in the same tab, as links in the text do; the one left stays open behind, with what was typed.
  function openHere(app, event) {
    const link = event.target.closest?.('a.fk-page');
    const here = app.shell.currentWidget?.context?.path;
    if (!link || here === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const folder = here.slice(0, here.lastIndexOf('/') + 1);
    app.commands.execute('docmanager:open', { path: folder + link.getAttribute('href') });
  }

  // JupyterLab changes the address with the page, but not the page with the address.
  function goBack(app) {
    const path = decodeURIComponent(location.pathname).match(/\/doc\/tree\/(.+)$/)?.[1];
    if (path) app.commands.execute('docmanager:open', { path });
  }

  const plugin = {
    id: 'followup-kit:pages',
    autoStart: true,
    activate: app => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: STYLE }));
      app.commands.addCommand('followup-kit:run-all', { label: 'Run all', execute: () => runAll(app) });
      app.docRegistry.addWidgetExtension('Notebook', {
        createNew: (panel, context) => {
          readied.set(panel, ready(panel, context));
          tellWhenLost(panel, context);
        },
      });
      document.addEventListener('click', event => openHere(app, event));
      window.addEventListener('popstate', () => goBack(app));
      // A page come back to looks whether another one changed the log.
      app.shell.currentChanged.connect((_, { newValue }) => newValue?.node.querySelector('.t-look-again')?.click());
    },
  };

  (window._JUPYTERLAB ??= {})['followup-kit'] = { init() {}, get: async () => () => plugin };
})();
