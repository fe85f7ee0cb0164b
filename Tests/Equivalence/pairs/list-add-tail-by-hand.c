// kind: list
// function: shelf_add
// forward: any
// list: struct shelf.books struct book.node
// why: The same on lists that hold together; where the last does not point to the head, it differs.

struct list_head { struct list_head *next, *prev; };
#define container_of(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define list_for_each(pos, head) for (pos = (head)->next; pos != (head); pos = pos->next)
#define list_for_each_entry(pos, head, member) \
	for (pos = list_entry((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry(pos->member.next, typeof(*pos), member))
static inline void list_add_between(struct list_head *entry, struct list_head *prev, struct list_head *next)
{
	next->prev = entry;
	entry->next = next;
	entry->prev = prev;
	prev->next = entry;
}
static inline void list_add(struct list_head *entry, struct list_head *head)
{
	list_add_between(entry, head, head->next);
}
static inline void list_add_tail(struct list_head *entry, struct list_head *head)
{
	list_add_between(entry, head->prev, head);
}
struct book { int id; struct list_head node; };
struct shelf { struct list_head books; };

#ifdef OLD
void shelf_add(struct shelf *shelf, struct book *book)
{
	list_add_tail(&book->node, &shelf->books);
}
#else
void shelf_add(struct shelf *shelf, struct book *book)
{
	list_add(&book->node, shelf->books.prev);
}
#endif
