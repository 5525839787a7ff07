/** One thing that happened, as a sentence after a name: "flyttade från Planerat till Pågår". */
import { people } from '../kernel/people.svelte';
import type { ClosingReason, HealthValue, Occurrence } from '../kernel/wire';
import { t, type WordKey } from '../kernel/words';
import { changesOf, wordsOf, type Change } from './changes';

export interface Told {
  readonly text: string;
  readonly changes: readonly Change[];
}

export function tellingOf(item: Occurrence): Told {
  const told = plainly(item);
  return item.undoes ? { ...told, text: t('history.undid', { what: told.text }) } : told;
}

function plainly(item: Occurrence): Told {
  const what = item.words['what'] ?? '';
  const say = (
    key: WordKey,
    changes: readonly Change[] = [],
    more: Record<string, string> = {},
  ): Told => ({
    text: t(key, { what, ...more }),
    changes,
  });
  const lane = item.words['lane'] ?? named(item, 'title');
  const thing = what || named(item, 'name');
  switch (item.type) {
    case 'board.started':
      return say('history.board.started');
    case 'board.changed':
      return say('history.board.changed', changesOf(item));
    case 'board.closed':
      return say('history.board.closed');
    case 'board.reopened':
      return say('history.board.reopened');
    case 'lane.added':
      return say('history.lane.added', [], { what: lane });
    case 'lane.changed':
      return say('history.lane.changed', changesOf(item), { what: lane });
    case 'lane.moved':
      return say('history.lane.moved', [], { what: lane });
    case 'lane.removed':
      return say('history.lane.removed', [], { what: lane });
    case 'member.added':
      return say('history.member.added', [], { what: personIn(item) });
    case 'member.removed':
      return say('history.member.removed', [], { what: personIn(item) });
    case 'label.added':
      return say('history.label.added', [], { what: thing });
    case 'label.changed':
      return say(
        changed(item, 'name') ? 'history.label.renamed' : 'history.label.changed',
        changesOf(item, ['name']),
        {
          what: thing,
        },
      );
    case 'label.removed':
      return say('history.label.removed', [], { what: thing });
    case 'label.restored':
      return say('history.label.restored', [], { what: thing });
    case 'field.added':
      return say('history.own.added', [], { what: thing });
    case 'field.changed':
      return say('history.own.changed', changesOf(item), { what: thing });
    case 'field.removed':
      return say('history.own.removed', [], { what: thing });
    case 'field.restored':
      return say('history.own.restored', [], { what: thing });
    case 'view.added':
      return say('history.view.added', [], { what: thing });
    case 'view.changed':
      // A rank is nothing that a reader is told.
      return say(
        Object.keys(item.to).length > 0 ? 'history.view.changed' : 'history.view.moved',
        [],
        { what: thing },
      );
    case 'view.removed':
      return say('history.view.removed', [], { what: thing });
    case 'view.restored':
      return say('history.view.restored', [], { what: thing });
    case 'card.created':
      if (item.words['of'] && item.words['to'])
        return say('history.card.copied', [], { to: item.words['to'], of: item.words['of'] });
      return item.words['to']
        ? say('history.card.created', [], { to: item.words['to'] })
        : say('history.card.created_somewhere');
    case 'card.changed':
    case 'card.noted':
      return say('history.card.changed', changesOf(item));
    case 'card.described':
      return say(`history.card.described${turn(item)}`, wordsOf(item));
    case 'card.explained':
      return say(`history.card.explained${turn(item)}`, wordsOf(item));
    case 'card.answered':
      return say('history.card.answered', changesOf(item));
    case 'card.assessed':
      return say('history.card.assessed', changesOf(item, ['health', 'health_note']), {
        health: t(`health.${item.to['health'] as HealthValue}`),
      });
    case 'card.moved': {
      const [from, to] = [item.words['from'] ?? '', item.words['to'] ?? ''];
      return say(from === to ? 'history.card.reordered' : 'history.card.moved', [], { from, to });
    }
    case 'card.closed':
      return say('history.card.closed', changesOf(item, ['note']), {
        reason: t(`card.reason.${item.to['reason'] as ClosingReason}`),
      });
    case 'card.reopened':
      return say('history.card.reopened', [], { to: item.words['to'] ?? '' });
    case 'card.left':
      return item.plan
        ? say('history.card.left', [], { plan: item.plan.name })
        : say('history.card.left_unseen');
    case 'card.arrived':
      return item.plan
        ? say('history.card.arrived', [], { plan: item.plan.name })
        : say('history.card.arrived_unseen');
    case 'card.linked':
      return say('history.card.linked');
    case 'card.unlinked':
      return say('history.card.unlinked');
    case 'labelling.added':
    case 'labelling.restored':
      return say('history.labelling.added');
    case 'labelling.removed':
      return say('history.labelling.removed');
    case 'participant.added':
    case 'participant.restored':
      return say('history.participant.added');
    case 'participant.removed':
      return say('history.participant.removed');
    case 'checklist.added':
      return say('history.checklist.added');
    case 'checklist.changed':
      return changed(item, 'title')
        ? say('history.checklist.renamed', changesOf(item, ['title']))
        : say('history.checklist.moved');
    case 'checklist.removed':
      return say('history.checklist.removed');
    case 'checklist.restored':
      return say('history.checklist.restored');
    case 'row.added':
      return say('history.row.added');
    case 'row.changed':
      if (changed(item, 'became_id'))
        return say(item.to['became_id'] ? 'history.row.became' : 'history.row.became_not');
      if (changed(item, 'done_at'))
        return say(item.to['done_at'] ? 'history.row.ticked' : 'history.row.unticked');
      return changesOf(item).length > 0
        ? say('history.row.changed', changesOf(item))
        : say('history.row.moved');
    case 'row.removed':
      return say('history.row.removed');
    case 'row.restored':
      return say('history.row.restored');
    case 'blocker.added':
      return say('history.blocker.added');
    case 'blocker.changed':
      if (changed(item, 'resolved_at'))
        return item.to['resolved_at']
          ? say('history.blocker.resolved', changesOf(item, ['how']))
          : say('history.blocker.reopened');
      return say('history.blocker.changed', changesOf(item));
    case 'blocker.removed':
      return say('history.blocker.removed');
    case 'blocker.restored':
      return say('history.blocker.restored');
    case 'same.added':
    case 'same.restored':
      return say('history.same.added');
    case 'same.removed':
      return say('history.same.removed');
    case 'comment.added':
      return say('history.comment.added', wordsOf(item));
    case 'comment.changed':
      return say('history.comment.changed', wordsOf(item));
    case 'comment.removed':
      return say('history.comment.removed');
    case 'comment.restored':
      return say('history.comment.restored', wordsOf(item));
    case 'attachment.added':
      return say('history.attachment.added');
    case 'attachment.changed':
      return say('history.attachment.changed', changesOf(item, ['name', 'target']));
    case 'attachment.removed':
      return say('history.attachment.removed');
    case 'attachment.restored':
      return say('history.attachment.restored');
    case 'relation.added':
    case 'relation.restored':
      return say('history.relation.added', [], related(item));
    case 'relation.removed':
      return say('history.relation.removed', [], related(item));
    case 'link.added':
    case 'link.restored':
      return item.plan
        ? say('history.link.added', [], { plan: item.plan.name })
        : say('history.link.added_unseen');
    case 'link.removed':
      return item.plan
        ? say('history.link.removed', [], { plan: item.plan.name })
        : say('history.link.removed_unseen');
    case 'phase.added':
      return say('history.phase.added');
    case 'phase.changed':
      return changesOf(item).length > 0
        ? say('history.phase.changed', changesOf(item))
        : say('history.phase.moved');
    case 'phase.removed':
      return say('history.phase.removed');
    case 'phase.restored':
      return say('history.phase.restored');
    case 'value.added':
      return say('history.value.added', changesOf(item));
    case 'value.changed':
      return say('history.value.changed', changesOf(item));
    case 'value.removed':
      return say('history.value.removed');
    case 'value.restored':
      return say('history.value.restored', changesOf(item));
  }
}

const changed = (item: Occurrence, field: string): boolean => field in item.to;

function named(item: Occurrence, field: 'name' | 'title'): string {
  const value = item.to[field] ?? item.from[field];
  return typeof value === 'string' ? value : '';
}

function personIn(item: Occurrence): string {
  const id = item.to['user_id'];
  return typeof id === 'string' ? people.get(id).name : t('person.unknown');
}

/** Whether a text is new, is another one, or is there no more. */
function turn({ texts }: Occurrence): '' | '_first' | '_emptied' {
  const kinds = new Set(texts[0]?.diff.map(({ kind }) => kind));
  if (kinds.size === 1 && kinds.has('added')) return '_first';
  return kinds.size === 1 && kinds.has('removed') ? '_emptied' : '';
}

type RelationKind =
  'blocks' | 'blocked_by' | 'relates' | 'duplicates' | 'duplicated_by' | 'part_of' | 'contains';

function related(item: Occurrence): Record<string, string> {
  const kind = (item.to['kind'] ?? item.from['kind'] ?? 'relates') as RelationKind;
  const other = item.other
    ? t('history.relation.other', { number: item.other.number, title: item.other.title })
    : t('history.relation.unseen');
  return { kind: t(`relation.${kind}`), other };
}
