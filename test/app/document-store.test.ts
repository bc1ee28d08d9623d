import { DocumentStore, lockedWith } from '../../src/app/document-store';

/** The properties and the lock of a document, as a script finds them; `meanwhile` happens while it waits for the lock. */
function document(texts: Record<string, string>, meanwhile: () => void = () => {}, isFree = true) {
  const calls: string[] = [];
  const properties = {
    getProperties: () => {
      calls.push('getProperties');
      return { ...texts };
    },
    setProperties: (values: Record<string, string>) => {
      calls.push('setProperties');
      Object.assign(texts, values);
    },
    deleteProperty: (key: string) => {
      calls.push('deleteProperty');
      delete texts[key];
    },
  };
  const lock = {
    tryLock: () => {
      meanwhile();
      return isFree;
    },
    releaseLock: () => calls.push('releaseLock'),
  };
  Object.assign(globalThis, {
    PropertiesService: { getDocumentProperties: () => properties },
    LockService: { getDocumentLock: () => lock },
  });
  return calls;
}

describe('the texts of a document', () => {
  it('are read once, however many are asked for, and known as they were set', () => {
    const calls = document({ a: '1', b: '2' });
    const store = new DocumentStore();
    expect([store.get('a'), store.get('b'), store.get('c')]).toEqual(['1', '2', null]);
    store.set({ c: '3' });
    store.remove('a');
    expect([store.get('a'), store.get('c')]).toEqual([null, '3']);
    expect(calls).toEqual(['getProperties', 'setProperties', 'deleteProperty']);
  });

  it('are read again once the lock is there: whoever had it before may have changed them', () => {
    const texts: Record<string, string> = { head: 'old' };
    document(texts, () => Object.assign(texts, { head: 'new' }));
    const store = new DocumentStore();
    expect(store.get('head')).toBe('old');
    expect(lockedWith(store, 1)(() => store.get('head'))).toBe('new');
  });

  it('go with the lock whatever happens, and without it nothing is done', () => {
    const calls = document({});
    expect(() =>
      lockedWith(
        new DocumentStore(),
        1,
      )(() => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(calls).toEqual(['releaseLock']);
    document({}, undefined, false);
    expect(lockedWith(new DocumentStore(), 1)(() => 'done')).toBeNull();
  });
});
