// kind: refuted
// function: f
// forward: same or unknown
// why: An entry goes to another list in one step, or in two.
// witness: none: it is about what a run of two builds cannot tell apart

#define WRITE_ONCE(x, v) (*(volatile __typeof__(x) *)&(x) = (v))
struct list_head { struct list_head *next, *prev; };
static inline void __list_add(struct list_head *n, struct list_head *p, struct list_head *x) { x->prev = n; n->next = x; n->prev = p; WRITE_ONCE(p->next, n); }
static inline void list_add(struct list_head *n, struct list_head *h) { __list_add(n, h, h->next); }
static inline void __list_del(struct list_head *p, struct list_head *n) { n->prev = p; WRITE_ONCE(p->next, n); }
static inline void list_del(struct list_head *e) { __list_del(e->prev, e->next); e->next = (void *)0x100; e->prev = (void *)0x122; }
struct hlist_head { struct hlist_node *first; };
struct hlist_node { struct hlist_node *next, **pprev; };
struct it { int k; struct list_head node; };
static inline void __list_del_entry(struct list_head *e) { __list_del(e->prev, e->next); }
static inline void list_move(struct list_head *l, struct list_head *h) { __list_del_entry(l); list_add(l, h); }

#ifdef OLD
void f(struct it *i, struct list_head *h) { list_del(&i->node); list_add(&i->node, h); }
#else
void f(struct it *i, struct list_head *h) { list_move(&i->node, h); }
#endif
