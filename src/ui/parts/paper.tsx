import { useEffect, useRef } from 'preact/hooks';
import type { PaperShown } from '../../actions/answers';
import { PROGRAMME } from '../../rules/basics/words';
import { asOnScreen, fitOnPage } from './fit-on-page';

type Block = PaperShown['blocks'][number];
type Table = NonNullable<Block['table']>;

/** One sheet of paper: read on a screen, and printed on A4 upright. */
export function Paper({ paper, version }: { paper: PaperShown; version: string }) {
  const [when, ...about] = paper.about;
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = () => sheet.current && fitOnPage(sheet.current);
    const after = () => sheet.current && asOnScreen(sheet.current);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return (
    <article class="paper" aria-label={paper.title} ref={sheet}>
      <h1>{paper.title}</h1>
      <p class="about">{[when, ...about].join(' · ')}</p>
      {paper.blocks.map((block) => (
        <section key={block.heading} aria-label={block.heading}>
          <h2>{block.heading}</h2>
          {block.lines.map(({ text, tone }) => (
            <p key={text} class={`line ${tone}`}>
              {text}
            </p>
          ))}
          {block.table && <Rows table={block.table} name={block.heading} />}
        </section>
      ))}
      <footer>
        {[PROGRAMME, paper.title, ...paper.about].join(' · ')} · Cluster Tracker {version}
        {paper.assumes !== '' && ` · ${paper.assumes}`}
      </footer>
    </article>
  );
}

/** A table; where it is narrow each row is a card that says of each cell what it is. */
function Rows({ table, name }: { table: Table; name: string }) {
  const { columns, rows, hasTotal } = table;
  return (
    <table aria-label={name}>
      <thead>
        <tr>
          {columns.map(({ header, kind }) => (
            <th key={header} scope="col" class={kind}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...cells], index) => (
          <tr key={index} class={hasTotal && index === rows.length - 1 ? 'total' : undefined}>
            <th scope="row">{first}</th>
            {cells.map((cell, at) => (
              <Cell key={columns[at + 1]?.header} column={columns[at + 1]} text={cell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ column, text }: { column: Table['columns'][number] | undefined; text: string }) {
  const kind = column?.kind ?? 'words';
  if (kind === 'bar')
    return (
      <td class="bar">
        <span aria-hidden="true">{text}</span>
      </td>
    );
  return (
    <td class={text === '' ? `${kind} none` : kind} data-label={column?.header}>
      {text}
    </td>
  );
}
