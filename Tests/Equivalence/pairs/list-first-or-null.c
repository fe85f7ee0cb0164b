// kind: refuted
// function: f
// forward: same or unknown
// why: The first entry of a list, or none, in two forms.
// witness: none: it is about what a run of two builds cannot tell apart

#define NULL ((void *)0)
#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define offsetof(t, m) __builtin_offsetof(t, m)
#define container_of(p, t, m) ({ void *__p = (void *)(p); (t *)(__p - offsetof(t, m)); })
struct list_head { struct list_head *next, *prev; };
static inline int list_empty(const struct list_head *h) { return READ_ONCE(h->next) == h; }
#define list_entry(p, t, m) container_of(p, t, m)
#define list_first_entry(p, t, m) list_entry((p)->next, t, m)
struct hlist_head { struct hlist_node *first; };
struct hlist_node { struct hlist_node *next, **pprev; };
struct it { int k; struct list_head node; };
struct l { struct list_head head; };

#ifdef OLD
int f(struct l *l) { struct it *i; if (list_empty(&l->head)) return -1; i = list_first_entry(&l->head, struct it, node); return i->k; }
#else
int f(struct l *l) { struct list_head *p = READ_ONCE(l->head.next); struct it *i = p != &l->head ? list_entry(p, struct it, node) : NULL; return i ? i->k : -1; }
#endif
