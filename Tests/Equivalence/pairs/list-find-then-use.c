// kind: list
// function: shelf_find
// forward: same
// list: struct shelf.books struct book.node
// why: The search returns from the loop in place of going on behind it.

struct list_head { struct list_head *next, *prev; };
#define container_of(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define list_for_each(pos, head) for (pos = (head)->next; pos != (head); pos = pos->next)
#define list_for_each_entry(pos, head, member) \
	for (pos = list_entry((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry(pos->member.next, typeof(*pos), member))
#define NULL ((void *)0)
struct book { int id; struct list_head node; };
struct shelf { struct list_head books; };

#ifdef OLD
struct book *shelf_find(struct shelf *shelf, int id)
{
	struct book *book, *found = NULL;

	list_for_each_entry(book, &shelf->books, node) {
		if (book->id == id) {
			found = book;
			break;
		}
	}
	return found;
}
#else
struct book *shelf_find(struct shelf *shelf, int id)
{
	struct book *book;

	list_for_each_entry(book, &shelf->books, node)
		if (book->id == id)
			return book;
	return NULL;
}
#endif
