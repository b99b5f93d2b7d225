"""How panels look: one style sheet, made of JupyterLab's own colours so that both themes work."""

CSS = """
.fk-panel { max-width: 860px; box-sizing: border-box; color: var(--jp-ui-font-color1, #212121);
  font-family: var(--jp-ui-font-family, system-ui, sans-serif); font-size: 14px; line-height: 1.45;
  overflow: visible; padding: 2px 4px 12px 4px; }
.fk-panel .fk-panel { padding: 0; }
.jp-Notebook:has(.fk-panel) :is(.jp-MarkdownOutput, .jp-InputPlaceholder) { max-width: 868px; }
.fk-panel * { box-sizing: border-box; }
.fk-panel .widget-html-content, .fk-panel .jupyter-widget-html-content { line-height: 1.45; font-size: 14px; }
.fk-panel .jupyter-widgets { max-width: 100%; }
.fk-panel .widget-html, .fk-panel .widget-box { margin: 0; overflow: visible; }
.fk-row > button.jupyter-button { margin-right: -6px; }
.fk-panel.widget-vbox > button.jupyter-button, .fk-panel .widget-vbox > button.jupyter-button {
  align-self: flex-start; }
.fk-row { display: flex; flex-flow: row wrap; gap: 0 16px; align-items: flex-start; overflow: visible; }
.fk-row > .fk-field { flex: 1 1 auto; }
.fk-row > .fk-words { flex: 1 1 16rem; }
.fk-panel .fk-field.widget-box { overflow: visible; margin: 0 0 10px 0; min-width: min(100%, 9rem); }
.fk-field > .jupyter-widgets.widget-inline-hbox { flex-direction: column; align-items: stretch; height: auto;
  width: 100%; }
.fk-panel .fk-field > .jupyter-widgets { margin: 2px 0; }
.fk-field .widget-label { text-align: left; width: auto; height: auto; padding: 0 0 2px 0; font-weight: 600;
  color: var(--jp-ui-font-color1, #212121); line-height: 1.4; white-space: normal; }
.fk-field input[type="text"], .fk-field input[type="date"], .fk-field select, .fk-field textarea {
  width: 100%; min-height: 32px; font-size: 14px; font-family: inherit; flex: none;
  color: var(--jp-ui-font-color0, #000); background-color: var(--jp-layout-color1, #fff);
  border: 1px solid var(--jp-border-color0, #8d8d8d); border-radius: 4px; padding: 4px 8px; }
.fk-field textarea { line-height: 1.45; resize: vertical; }
.fk-field input:focus, .fk-field select:focus, .fk-field textarea:focus {
  outline: 2px solid #0072b2; outline-offset: 0; }
.fk-hint, .fk-why, .fk-small { color: var(--jp-ui-font-color2, #555); font-size: 13px; }
.fk-below { margin: -4px 0 10px 0; }
.fk-error { border-left: 4px solid #d55e00; padding: 2px 8px; margin-top: 3px; font-size: 13px; }
.fk-error::before { content: "▲ "; color: #d55e00; }
.fk-message { border-left: 4px solid #0072b2; padding: 6px 10px; margin: 8px 0; }
.fk-message.ok { border-color: #009e73; }
.fk-message.ok::before { content: "✓ "; color: #009e73; font-weight: 700; }
.fk-message.bad { border-color: #d55e00; }
.fk-message.bad::before { content: "▲ "; color: #d55e00; }
.fk-title { font-size: 17px; font-weight: 600; margin: 14px 0 4px 0; }
.fk-banner { border: 1px solid var(--jp-border-color1, #bdbdbd); border-left: 6px solid #e69f00; border-radius: 4px;
  padding: 8px 12px; margin: 0 0 8px 0; background: var(--jp-layout-color2, #eee); }
.fk-card { border: 1px solid var(--jp-border-color1, #bdbdbd); border-radius: 6px;
  padding: 10px 12px; overflow: visible; }
.fk-panel .fk-card.widget-box { margin: 0 0 10px 0; }
.fk-card.overdue { border-left: 6px solid #d55e00; }
.fk-card.due { border-left: 6px solid #e69f00; }
.fk-card.open, .fk-card.upcoming, .fk-card.snoozed { border-left: 6px solid #0072b2; }
.fk-card.done { border-left: 6px solid #009e73; }
.fk-card.retired { border-left: 6px solid var(--jp-border-color0, #8d8d8d); }
.fk-panel button.jupyter-button { min-height: 32px; height: auto; width: auto; padding: 2px 14px; border-radius: 4px;
  font-size: 14px; white-space: normal; line-height: 1.3; margin: 2px 8px 2px 0; overflow: visible;
  color: var(--jp-ui-font-color1, #212121); background: var(--jp-layout-color2, #eee);
  border: 1px solid var(--jp-border-color0, #8d8d8d); }
.fk-panel button.jupyter-button:focus-visible { outline: 2px solid #0072b2; outline-offset: 1px; }
.fk-panel button.jupyter-button.mod-primary { margin-top: 6px; }
.fk-row > button.jupyter-button { margin-top: 6px; }
.fk-panel button.jupyter-button.mod-primary { color: #fff; background: #005a8e; border-color: #005a8e; }
.fk-panel button.jupyter-button.fk-fold { background: none; border: none; padding: 2px 0; font-weight: 600; }
.fk-panel.fk-confidential { border: 2px dashed #d55e00; border-radius: 6px; padding: 4px 14px 10px 14px; }
.fk-panel.fk-shareable { border: 2px solid #009e73; border-radius: 6px; padding: 4px 14px 10px 14px; }
.fk-panel.fk-confidential .fk-title, .fk-panel.fk-shareable .fk-title { margin-top: 4px; }
.fk-panel table.fk-table { border-collapse: collapse; font-size: 13px; width: 100%; }
.fk-panel table.fk-table th, .fk-panel table.fk-table td { text-align: left; padding: 3px 10px 3px 0;
  vertical-align: top;
  border-bottom: 1px solid var(--jp-border-color2, #e0e0e0); white-space: normal; overflow-wrap: anywhere; }
.fk-panel table.fk-table th { overflow-wrap: normal; }
.fk-panel table.fk-table td + td { overflow-wrap: break-word; }
.fk-panel table.fk-table td:first-child { min-width: 7em; }
.fk-panel ul.fk-list { margin: 0; padding-left: 18px; overflow-wrap: anywhere; }
.fk-scroll { overflow-x: auto; max-width: 100%; }
.fk-panel a { color: var(--jp-content-link-color, #00508c); text-decoration: underline; }
.fk-sent { white-space: pre-wrap; font-size: 13px; color: var(--jp-ui-font-color2, #555); }
.fk-said { white-space: pre-line; }
.fk-links { margin: 2px 0 8px 0; }
.fk-panel img { max-width: 100%; height: auto; }
.fk-panel .jupyter-widget-Collapse, .fk-panel .widget-accordion { border: none; }
.jp-OutputArea-child:has(.fk-panel) .jp-OutputPrompt { visibility: hidden; }
.jp-Cell:has(.fk-panel) .jp-InputPlaceholder { background: none; border: none; font-size: 10px; opacity: 0.45; }
.jp-Cell:has(.fk-panel) .jp-InputPlaceholder:hover { opacity: 1; }
@media (max-width: 640px) {
  .jp-InputPrompt, .jp-OutputPrompt { display: none; }
  .fk-row { flex-direction: column; align-items: stretch; }
  .fk-row > .jupyter-widgets { flex: none !important; }
  .fk-row.fk-beside { flex-flow: row nowrap; align-items: flex-start; }
  .fk-beside > .fk-words.jupyter-widgets { flex: 1 1 0 !important; min-width: 0; }
  .fk-field { width: 100% !important; }
}
"""
