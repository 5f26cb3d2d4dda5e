import type { RecipeDraft } from '../recipe.ts';

type PersonRules = NonNullable<RecipeDraft['views'][number]['people']>;

/** One header row of the open message: every linked person in its cell, and only there. */
const headerPeople = (
  role: 'from' | 'sender' | 'reply-to' | 'to' | 'cc' | 'bcc',
  cell: string,
): PersonRules[number] => ({
  role,
  // Elastic; Larry's preview; Larry's full view. Larry's short preview table is left alone: in Sent its From cell holds the recipients.
  each: ['table.header-headers', '#preview-allheaders', '.message-headers > table.headers-table']
    .map((table) => `${table} td.header.${cell} .adr > .rcmContactAddress`)
    .join(', '),
  email: [
    { id: `${role}-title`, kind: 'machine', sure: 1, take: { as: 'attr', name: 'title' } },
    { id: `${role}-mailto`, kind: 'machine', sure: 1, take: { as: 'mailto' } },
  ],
  name: [{ id: `${role}-name`, kind: 'machine', sure: 0.9, take: { as: 'text' } }],
});

const composePeople = (role: 'to' | 'cc' | 'bcc' | 'reply-to', field: string): PersonRules[number] => ({
  role,
  mailboxes: [{ id: `compose-${role}`, kind: 'machine', sure: 1, selector: field, take: { as: 'property' } }],
});

/** The chosen folder lists whom mail was sent to. */
const OUTGOING = '#mailboxlist li.mailbox.sent.selected, #mailboxlist li.mailbox.drafts.selected';
const correspondent = {
  each: '.fromto .adr > .rcmContactAddress',
  email: [{ id: 'row-title', kind: 'machine' as const, sure: 1, take: { as: 'attr' as const, name: 'title' } }],
  name: [{ id: 'row-name', kind: 'machine' as const, sure: 0.9, take: { as: 'text' as const } }],
};

/** Roundcube 1.6, skins Elastic and Larry, on whatever origin it is installed. */
export const roundcube: RecipeDraft = {
  recipe: 1,
  id: 'roundcube',
  name: 'Roundcube',
  version: 1,
  probe: {
    all: ['script[src*="program/js/app"]'],
    any: ['#messagelist', '#message-header', '#messageheader', '#composebody', '#messagecontframe', '#mailboxlist'],
  },
  owner: [
    {
      id: 'owner-env',
      kind: 'machine',
      sure: 1,
      page: true,
      take: { as: 'script', after: 'rcmail.set_env(', key: 'username' },
    },
    {
      id: 'owner-header',
      kind: 'structure',
      sure: 0.9,
      page: true,
      selector: '#layout-sidebar .header-title.username, .topright .username',
      take: { as: 'text' },
    },
    { id: 'owner-sender', kind: 'machine', sure: 0.9, page: true, selector: 'select#_from', take: { as: 'property' } },
  ],
  views: [
    {
      view: 'message',
      frame: 'any',
      when: {
        url: { params: { _task: ['mail'], _action: ['show', 'preview'], _uid: [], _mbox: [] } },
        selector: '#message-header, #messageheader',
      },
      scope: '#message-header, #messageheader',
      people: [
        headerPeople('from', 'from'),
        headerPeople('sender', 'sender'),
        headerPeople('reply-to', 'replyto'),
        headerPeople('to', 'to'),
        headerPeople('cc', 'cc'),
        headerPeople('bcc', 'bcc'),
        {
          role: 'attached-from',
          page: true,
          // An attached mail is drawn inside the body with its own header table.
          each: '#messagebody .message-partheaders table.headers-table td.header.from .rcmContactAddress',
          email: [{ id: 'attached-title', kind: 'machine', sure: 0.9, take: { as: 'attr', name: 'title' } }],
          name: [{ id: 'attached-name', kind: 'machine', sure: 0.8, take: { as: 'text' } }],
        },
      ],
      message: {
        key: [{ id: 'message-url', kind: 'url', sure: 1, take: { as: 'params', names: ['_mbox', '_uid'] } }],
        subject: [
          {
            id: 'message-subject',
            kind: 'machine',
            sure: 0.9,
            selector: '.subject',
            take: { as: 'text', without: '.voice, .extwin' },
          },
        ],
        body: { selector: '#messagebody', without: '.message-partheaders' },
      },
      keepClear: [
        '#toolbar-menu a.reply',
        '#toolbar-menu a.reply-all',
        '#messagetoolbar a.reply',
        '#messagetoolbar a.reply-all',
        '#countcontrols a.reply',
      ],
      watch: ['#message-header, #messageheader', '#messagebody'],
      source: { params: { _task: 'mail', _action: 'viewsource' }, copy: ['_uid', '_mbox'] },
    },
    {
      view: 'compose',
      frame: 'any',
      when: { url: { params: { _task: ['mail'], _action: ['compose'] } }, selector: 'textarea#_to' },
      people: [
        composePeople('to', 'textarea#_to'),
        composePeople('cc', 'textarea#_cc'),
        composePeople('bcc', 'textarea#_bcc'),
        composePeople('reply-to', 'input#_replyto, textarea#_replyto'),
      ],
      keepClear: ['.formbuttons button.send', '#messagetoolbar a.send'],
      // Elastic fires no input event on its hidden field: the list of recipients beside it changes.
      watch: ['#compose_to', '#compose_cc', '#compose_bcc', '#compose_replyto'],
      inputs: ['textarea#_to', 'textarea#_cc', 'textarea#_bcc'],
    },
    {
      view: 'list',
      frame: 'top',
      when: { url: { absent: ['_action', '_framed'] }, selector: '#messagelist' },
      rows: {
        // Deleted and moved rows stay in the document, hidden.
        each: '#messagelist tbody > tr.message:not([style*="display: none"])',
        people: [
          { role: 'from', unless: OUTGOING, ...correspondent },
          { role: 'to', when: OUTGOING, ...correspondent },
        ],
        badge: '.fromto .adr > .rcmContactAddress',
      },
      keepClear: ['#toolbar-menu a.reply', '#toolbar-list-menu', 'a.compose', '#messagetoolbar'],
      watch: ['#messagelist'],
      frames: 'iframe#messagecontframe',
    },
  ],
};
