// Plays what a keyboard did: dispatches the events it sends, and changes the page as the browser does,
// where nobody cancelled it. A trace is a JSON file in `traces/`; its own header says where it is from.
//
// Steps, each a list:
//   ["key", "a"]                  keydown and keyup; ["key", "Unidentified"] has the code 229 of a phone
//   ["begin", "text"], ["end", "text"]    compositionstart, compositionend
//   ["select", from, to]          the selection of the browser, as offsets in the block with the caret
//   ["input", { type, data, range: [from, to], put, … }]
//       beforeinput, then the change of `range` to `put`, then input. `data: null` with `transfer` puts the
//       text where WebKit does; `composing` cannot be cancelled; `stubborn` changes although cancelled,
//       and then `takes`, where that differs; `silent` sends no beforeinput.

/** Runs in the page. */
export function play(steps) {
  const host = document.activeElement;
  const selection = getSelection();

  const block = () => {
    const node = selection.focusNode;
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element.closest("p, h1, h2, li, td, th") ?? host.querySelector("p");
  };

  const point = (offset) => {
    const walker = document.createTreeWalker(block(), NodeFilter.SHOW_TEXT);
    let left = offset;
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
      last = node;
    }
    return last ? [last, last.length] : [block(), 0];
  };

  const change = (from, to, put) => {
    const [node, at] = point(from);
    if (node.nodeType !== Node.TEXT_NODE) {
      const text = document.createTextNode(put);
      node.querySelector("br")?.remove();
      node.prepend(text);
      selection.collapse(text, text.length);
      return;
    }
    // What stands in one node goes there; the rest of a longer range in those behind it.
    const here = Math.min(to - from, node.length - at);
    const [end, endAt] = here < to - from ? point(to) : [node, at + here];
    node.replaceData(at, here, put);
    if (end !== node) end.replaceData(0, endAt, "");
    if (node.length === 0) {
      const filler = document.createElement("br");
      node.replaceWith(filler);
      selection.collapse(filler.parentElement, 0);
    } else {
      selection.collapse(node, at + put.length);
    }
  };

  const fire = (event) => {
    const taken = host.dispatchEvent(event);
    return !taken;
  };

  const key = (name) => {
    const code = name === "Unidentified" ? 229 : name === "Enter" ? 13 : name === "Backspace" ? 8 : name.toUpperCase().charCodeAt(0);
    const init = { key: name, keyCode: code, bubbles: true, cancelable: true };
    fire(new KeyboardEvent("keydown", init));
    return () => fire(new KeyboardEvent("keyup", init));
  };

  const input = ({ type, data = null, transfer, range, put = data ?? "", composing = false, stubborn, silent, takes = range }) => {
    const init = { inputType: type, data, isComposing: composing, bubbles: true, cancelable: !composing };
    if (transfer !== undefined) {
      init.dataTransfer = new DataTransfer();
      init.dataTransfer.setData("text/plain", transfer);
    }
    if (range) {
      const [[startContainer, startOffset], [endContainer, endOffset]] = range.map(point);
      init.targetRanges = [new StaticRange({ startContainer, startOffset, endContainer, endOffset })];
    }
    const cancelled = !silent && fire(new InputEvent("beforeinput", init));
    if (cancelled && !stubborn) return;
    if (takes) change(takes[0], takes[1], transfer ?? put);
    fire(new InputEvent("input", { ...init, targetRanges: [], cancelable: false }));
  };

  let up = () => {};
  const acts = {
    key: (name) => {
      up();
      up = key(name);
    },
    begin: (data) => fire(new CompositionEvent("compositionstart", { data, bubbles: true, cancelable: true })),
    end: (data) => fire(new CompositionEvent("compositionend", { data, bubbles: true })),
    select: (from, to = from) => selection.setBaseAndExtent(...point(from), ...point(to)),
    input,
  };
  // Each step is a task of its own, as it is when a person does it.
  const task = () => new Promise((resolve) => setTimeout(resolve));
  return steps
    .reduce((before, [name, ...rest]) => before.then(task).then(() => void acts[name](...rest)), Promise.resolve())
    .then(() => up());
}
