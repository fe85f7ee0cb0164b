// kind: rename
// function: lamp_wait
// forward: same or unknown
// backward: same or unknown
// why: The entry on the stack has another name and is found by others by way of the list.
struct node { struct node *next, *prev; };
struct lamp { struct node waiters; };
struct entry { struct node link; int done; };
void sleep_on(struct lamp *);
#ifdef OLD
int lamp_wait(struct lamp *l) { struct entry e; e.done = 0; e.link.next = &l->waiters; e.link.prev = l->waiters.prev; l->waiters.prev->next = &e.link; l->waiters.prev = &e.link; sleep_on(l); return e.done; }
#else
int lamp_wait(struct lamp *l) { struct entry wait; wait.done = 0; wait.link.next = &l->waiters; wait.link.prev = l->waiters.prev; l->waiters.prev->next = &wait.link; l->waiters.prev = &wait.link; sleep_on(l); return wait.done ? wait.done : 0; }
#endif
