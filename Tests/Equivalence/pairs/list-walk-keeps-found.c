// kind: list
// function: shelf_find
// forward: drifted
// why: Behind the lock, an element whose key is the same is kept by the new side only.
// witness: none: the list is on the far side of a call

struct node { struct node *next, *prev; };
struct owner { unsigned char key[16]; };
struct book { int count; struct owner *owner; struct node node; };
struct shelf { int lock; struct node books; };

void lock(int *l);
void unlock(int *l);
int get(int *count);
int memcmp(const void *a, const void *b, unsigned long n);

#define book_of(n) ((struct book *)((char *)(n) - __builtin_offsetof(struct book, node)))

struct book *shelf_find(struct shelf *s, const unsigned char *key)
{
	struct node *n;
	struct book *found = 0;

	lock(&s->lock);
	for (n = s->books.next; n != &s->books; n = n->next) {
		struct book *b = book_of(n);

		if (!b->owner)
			continue;
		unlock(&s->lock);
		if (!memcmp(b->owner->key, key, 16)) {
#ifndef OLD
			if (!get(&b->count)) {
				lock(&s->lock);
				continue;
			}
#endif
			found = b;
		}
		lock(&s->lock);
	}
	unlock(&s->lock);
	return found;
}
