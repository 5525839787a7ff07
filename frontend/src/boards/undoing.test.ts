import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../kernel/api';
import { toast } from '../ui/toast.svelte';
import type { OpenBoard, Request } from './board.svelte';
import { Undoing } from './undoing';

/** The plan as undoing sees it: what is asked to be taken back, in order, and who answers when. */
class Plan {
  readonly id = 'plan';
  asked: { op: string; key: string; settle: (problem?: Problem) => void }[] = [];
  reached = () => Promise.resolve();

  submit({ body }: Request, key: string): Promise<{ version: number }> {
    return new Promise((resolve, reject) => {
      const settle = (problem?: Problem): void =>
        problem ? reject(problem) : resolve({ version: 11 });
      this.asked.push({ op: (body as { op: string }).op, key, settle });
    });
  }

  get ops(): string[] {
    return this.asked.map(({ op }) => op);
  }
}

const refusal = (code: string): Problem => new Problem(409, { code, detail: `Nej: ${code}.` });

describe('taking back', () => {
  let plan: Plan;
  let undoing: Undoing;

  beforeEach(() => {
    plan = new Plan();
    undoing = new Undoing(plan as unknown as OpenBoard, () => undefined);
  });

  afterEach(() => toast.hide());

  const block = (...ops: string[]): void =>
    undoing.asOne('Inklistrat.', () => ops.forEach((op) => undoing.offer(op, { op })));

  test('asks for a whole block at once, the last first', () => {
    block('title', 'owner', 'due');
    void undoing.undo();
    expect(plan.ops).toEqual(['due', 'owner', 'title']);
  });

  test('does again in the order in which it was done, also at once', async () => {
    block('title', 'owner');
    const undone = undoing.undo();
    const [owner, title] = plan.asked;
    void undoing.redo();
    expect(plan.ops.slice(2)).toEqual([title?.key, owner?.key]);
    for (const { settle } of plan.asked) settle();
    await undone;
  });

  test('lets nothing older come between', () => {
    undoing.offer('Förr', { op: 'before' });
    block('title', 'owner');
    void undoing.undo();
    void undoing.undo();
    expect(plan.ops).toEqual(['owner', 'title', 'before']);
  });

  test('takes back the rest of a block of which something was refused while it was asked', async () => {
    block('title', 'owner', 'due');
    const undone = undoing.undo();
    undoing.forget('owner');
    for (const { op, settle } of plan.asked)
      settle(op === 'owner' ? refusal('nothing_to_undo') : undefined);
    await undone;
    expect(toast.current?.text).toBe('Ångrat.');
    void undoing.redo();
    expect(plan.asked.slice(3).map(({ op }) => op)).toEqual([
      plan.asked[2]?.key,
      plan.asked[0]?.key,
    ]);
  });

  test('says why something of a block stays, and does again only what was taken back', async () => {
    block('title', 'owner');
    const undone = undoing.undo();
    const [owner, title] = plan.asked;
    owner?.settle(refusal('changed_since'));
    title?.settle();
    await undone;
    expect(toast.current?.text).toContain('Nej: changed_since.');
    void undoing.redo();
    expect(plan.ops.slice(2)).toEqual([title?.key]);
  });

  test('leaves nothing to do again where all was refused', async () => {
    undoing.offer('Titel', { op: 'title' });
    const undone = undoing.undo();
    plan.asked[0]?.settle(refusal('changed_since'));
    await undone;
    await undoing.redo();
    expect(plan.asked).toHaveLength(1);
  });
});
