// kind: list
// function: shelf_clear
// forward: any
// list: struct shelf.books struct book.node
// why: The same on lists that hold together, and on others not: the neighbours may not point back.

struct list_head { struct list_head *next, *prev; };
#define container_of(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define list_for_each(pos, head) for (pos = (head)->next; pos != (head); pos = pos->next)
#define list_for_each_entry(pos, head, member) \
	for (pos = list_entry((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry(pos->member.next, typeof(*pos), member))
#define list_for_each_entry_safe(pos, n, head, member) \
	for (pos = list_entry((head)->next, typeof(*pos), member), \
	     n = list_entry(pos->member.next, typeof(*pos), member); &pos->member != (head); \
	     pos = n, n = list_entry(n->member.next, typeof(*n), member))
static inline void list_del(struct list_head *entry)
{
	entry->prev->next = entry->next;
	entry->next->prev = entry->prev;
}
struct book { int id; struct list_head node; };
struct shelf { struct list_head books; };
void book_drop(int id);

#ifdef OLD
void shelf_clear(struct shelf *shelf)
{
	struct book *book, *next;

	list_for_each_entry_safe(book, next, &shelf->books, node)
		list_del(&book->node);
}
#else
void shelf_clear(struct shelf *shelf)
{
	while (shelf->books.next != &shelf->books)
		list_del(shelf->books.next);
}
#endif
