import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChartShown, PaperShown } from '../../actions/answers';
import { shadeOf } from '../../rules/overview/paper';
import { LongField } from './field';
import { asOnScreen, fitOnPage } from './fit-on-page';

type Block = PaperShown['blocks'][number];
type Table = NonNullable<Block['table']>;

interface PaperProps {
  paper: PaperShown;
  version: string;
  /** Draws the charts of a page that has some. */
  Chart?: ComponentType<{ chart: ChartShown; name: string }> | undefined;
  /** It has a heading below that of the page it stands on, and may stand among others. */
  isOneOfMany?: boolean;
}

/** One sheet of paper: read on a screen, and printed on A4 upright. */
export function Paper({ paper, version, Chart, isOneOfMany = false }: PaperProps) {
  const nameOf = (heading: string) => (isOneOfMany ? `${paper.title}: ${heading}` : heading);
  const [Title, Heading] = isOneOfMany ? (['h2', 'h3'] as const) : (['h1', 'h2'] as const);
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
      {paper.mark && <p class="mark">{paper.mark}</p>}
      <Title class="title">{paper.title}</Title>
      <p class="about">{[when, ...about].join(' · ')}</p>
      {paper.blocks.map((block) => (
        <section key={block.heading} aria-label={nameOf(block.heading)}>
          <Heading class="heading">{block.heading}</Heading>
          {block.lines.map(({ text, tone }) => (
            <p key={text} class={`line ${tone}`}>
              {text}
            </p>
          ))}
          {block.written !== undefined && <Written {...block.written} label={block.heading} />}
          {block.chart && Chart && <Chart chart={block.chart} name={nameOf(block.heading)} />}
          {block.table && <Rows table={block.table} name={nameOf(block.heading)} />}
        </section>
      ))}
      <footer>
        {[paper.programme, paper.title, ...paper.about].filter((text) => text !== '').join(' · ')} · Cluster Tracker{' '}
        {version}
        {paper.assumes !== '' && ` · ${paper.assumes}`}
      </footer>
    </article>
  );
}

const LINES_TO_WRITE_ON = 3;

/** Room for a note: written on the screen and printed, or left for a pen. It is kept nowhere. */
function Written({ text, hint, label }: { text: string; hint: string; label: string }) {
  const [written, setWritten] = useState(text);
  const paragraphs = written.split('\n').filter((line) => line.trim() !== '');
  return (
    <>
      <div class="off-paper">
        <LongField label={label} hint={hint} value={written} onChange={setWritten} />
      </div>
      <div class="on-paper">
        {paragraphs.map((line) => (
          <p key={line} class="line">
            {line}
          </p>
        ))}
        {paragraphs.length === 0 &&
          Array.from({ length: LINES_TO_WRITE_ON }, (_, at) => <div key={String(at)} class="to-write-on" />)}
      </div>
    </>
  );
}

/** A table; where it is narrow each row is a card that says of each cell what it is. */
function Rows({ table, name }: { table: Table; name: string }) {
  const { columns, rows, hasTotal, shades } = table;
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
          <tr key={`${index} ${first}`} class={hasTotal && index === rows.length - 1 ? 'total' : undefined}>
            {first === '' ? <td class="words none" /> : <th scope="row">{first}</th>}
            {cells.map((cell, at) => (
              <Cell
                key={columns[at + 1]?.header}
                column={columns[at + 1]}
                text={cell}
                shade={shades?.[index]?.[at + 1] ?? null}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  column: Table['columns'][number] | undefined;
  text: string;
  /** From 0 to 1. */
  shade: number | null;
}

function Cell({ column, text, shade }: CellProps) {
  const kind = column?.kind ?? 'words';
  if (kind === 'bar')
    return (
      <td class="bar">
        <span aria-hidden="true">{text}</span>
      </td>
    );
  return (
    <td class={[kind, ...(text === '' ? ['none'] : []), ...shadeClass(shade)].join(' ')} data-label={column?.header}>
      {text}
    </td>
  );
}

const shadeClass = (share: number | null): string[] => (share === null ? [] : [`shade-${shadeOf(share)}`]);
