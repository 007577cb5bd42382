// A ProseMirror document in the notation of Talka's own tests, to be compared as one line.

const NAMES = {
  paragraph: 'p',
  blockquote: 'quote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  codeBlock: 'pre',
  horizontalRule: 'hr',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th'
}

const MARKS = [['link', mark => `a ${mark.attrs.href}`], ['bold', () => 'b'], ['italic', () => 'i'], ['underline', () => 'u'], ['strike', () => 's'], ['code', () => 'code']]

function open (node) {
  const { attrs } = node
  switch (node.type.name) {
    case 'heading': return [`h${attrs.level}`, '']
    case 'orderedList': return ['ol', attrs.start === 1 ? '' : ` ${attrs.start}`]
    case 'codeBlock': return ['pre', attrs.language ? ` ${attrs.language}` : '']
    case 'tableCell':
    case 'tableHeader': {
      const single = attrs.colspan === 1 && attrs.rowspan === 1
      return [NAMES[node.type.name], single ? '' : ` ${attrs.colspan}x${attrs.rowspan}`]
    }
    default: return [NAMES[node.type.name] ?? `?${node.type.name}`, '']
  }
}

function tags (node) {
  const wanted = []
  for (const [name, tag] of MARKS) {
    const mark = node.marks.find(mark => mark.type.name === name)
    if (mark) wanted.push(tag(mark))
  }
  return wanted
}

function inline (block) {
  let out = ''
  let opened = []
  const turn = wanted => {
    let common = 0
    while (common < opened.length && opened[common] === wanted[common]) common++
    for (const tag of opened.slice(common).reverse()) out += `</${tag.split(' ')[0]}>`
    for (const tag of wanted.slice(common)) out += `<${tag}>`
    opened = wanted
  }
  block.forEach(child => {
    if (child.isText) {
      turn(tags(child))
      out += child.text
    } else {
      turn([])
      out += child.type.name === 'hardBreak' ? '<br>' : `<?${child.type.name}>`
    }
  })
  turn([])
  return out
}

export function write (node) {
  if (node.type.name === 'doc') {
    let all = ''
    node.forEach(child => { all += write(child) })
    return all
  }
  if (node.type.name === 'horizontalRule') return '<hr>'
  const [name, attribute] = open(node)
  let inside = ''
  if (node.isTextblock) inside = inline(node)
  else node.forEach(child => { inside += write(child) })
  return `<${name}${attribute}>${inside}</${name}>`
}
