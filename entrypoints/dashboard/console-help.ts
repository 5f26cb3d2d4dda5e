/** What `regulars.help()` gives: one line a call. docs/console-api.md says more, with an example of each. */
export const CONSOLE_HELP = `regulars: the customer file from the console. Every call gives a promise, but for help().

regulars.customers.list({ filter, sort, descending, offset, limit })   rows of the customer list
regulars.customers.get(id)                    everything about one customer, or null
regulars.customers.create(customer)           the new customer's id; an array gives an array
regulars.customers.update(id, { name, …, custom: { field: value } })   null clears
regulars.customers.remove(id)                 gives the action's id, for undo
regulars.notes.list(customerId)               pinned first, then newest
regulars.notes.add(customerId, text)          the new note's id
regulars.orders.list(customerId?)             newest first, at most 500
regulars.filters.list()                       the filters saved under a name
regulars.filters.save(name, filter, { id, sort, descending })   gives its id
regulars.filters.remove(id)                   gives the action's id, for undo
regulars.filters.values()                     tags, sources, currencies and what fields hold, with how many customers have each
regulars.segments.list()                      the same, each with how many customers are in it
regulars.segments.save(name, filter, { id, sort, descending })  gives its id
regulars.segments.count(idOrNameOrFilter)     how many customers are in it now
regulars.segments.customers(idOrName, { limit })                who they are, in its order
regulars.segments.delete(idOrName)            gives the action's id, for undo
regulars.bulk.preview(of, change, { from })   how many customers, how many would change, who they are, and a mark
regulars.bulk.run(of, change, { mark })       one action: { customers, changed, undoId }; with a mark exactly those
regulars.quality()                            of each data-quality check how many customers it holds of
regulars.search(text, { limit })              names, addresses, numbers, order numbers, note text
regulars.score(customerId)                    the score with the parts that add up to it
regulars.scores({ asOf })                     everybody's numbers, as of now or the end of a day
regulars.models({ asOf, until })              the models: parameters, likelihoods, verdicts, what they foretold
regulars.offers(customerId)                   what to offer them next, each with what they bought that it goes with
regulars.pairs()                              what is bought together: n, support, confidence, lift, verdict
regulars.goods('tea')                         goods that were sold, with the key that filters by "bought" ask for
regulars.rules.list()                         { active, versions }: the score rules in use, and every version
regulars.rules.save(rules, note?)             the newest version: { version, undoId }
regulars.rules.activate(version)              makes an earlier version the newest again; 0: the standard rules
regulars.rules.toFile()                       the rules in use as a file's text, with the fields and segments they ask for
regulars.rules.fromFile(text, { make })       the rules in it as this shop's, not saved: { rules, missing, lost }
regulars.today()                              whom to contact first, new alarms, silent customers, tier moves
regulars.rehearse(rules?)                     what rules would have said of past months, and what then happened
regulars.history(recordId)                    who changed what, newest first
regulars.undo(actionId?)                      takes back one action, or the latest
regulars.redo(actionId?)                      does one, or the last one undone, again
regulars.putBack(entry, recordId)             makes a field what it was before an entry of the history
regulars.activity({ limit, automatic })       what was done last, newest first
regulars.fields.list()                        the shop's own fields in their order
regulars.fields.add({ name, kind, choices, purpose, keepDays, currency })   the new field's id
regulars.fields.update(nameOrId, { name, choices, archived, place, … })
regulars.fields.remove(nameOrId)              into the trash, values hidden; gives the action's id
regulars.trash.list()                         what was deleted and can be had back
regulars.trash.restore(keys)                  how many things came back
regulars.trash.erase(keys | 'all')            deletes for good: no way back
regulars.import(textOrBlob, { name, preset | mapping, currency, timeZone, matchBy, dryRun })   what it did, with undoId
regulars.export(kind, { segment })            a Blob: 'customers.csv' | '.xlsx' | '.vcf', 'orders.csv' | '.xlsx', 'notes.csv' | '.xlsx' | 'backup'
regulars.duplicates()                         groups of customers who seem to be one, with reasons, sure ones first
regulars.merge([id, otherId, …])              one person of them; the first stands for it
regulars.unmerge(id)                          takes one out again, or the latest merge back
regulars.backup({ passphrase, packed })       everything on file, history and settings too, as a Blob
regulars.restore(fileOrText, { passphrase, dryRun })   puts a backup in the place of what is on file
regulars.undoRestore()                        goes back to before the last restore
regulars.stats()                              how much is on file
regulars.settings.get()                       all settings
regulars.settings.set({ language, … })        some of them
regulars.sites.list()                         granted sites and what is recorded there
regulars.sites.setRecording(origin, 'all' | 'ask')

A call that fails rejects with an Error: its name is the kind of failure, its message says what to do.`;
