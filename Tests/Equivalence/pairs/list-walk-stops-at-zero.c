// kind: list
// function: shelf_weight
// forward: drifted
// list: struct shelf.books struct book.node
// why: A book without weight ends the walk.

struct list_head { struct list_head *next, *prev; };
#define container_of(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define list_for_each(pos, head) for (pos = (head)->next; pos != (head); pos = pos->next)
#define list_for_each_entry(pos, head, member) \
	for (pos = list_entry((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry(pos->member.next, typeof(*pos), member))
struct book { int weight; struct list_head node; };
struct shelf { struct list_head books; int bound; };

#ifdef OLD
int shelf_weight(struct shelf *shelf)
{
	struct book *book;
	int sum = 0;

	list_for_each_entry(book, &shelf->books, node)
		sum += book->weight;
	return sum;
}
#else
int shelf_weight(struct shelf *shelf)
{
	struct book *book;
	int sum = 0;

	list_for_each_entry(book, &shelf->books, node) {
		if (!book->weight)
			break;
		sum += book->weight;
	}
	return sum;
}
#endif
