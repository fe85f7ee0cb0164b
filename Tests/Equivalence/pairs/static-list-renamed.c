// kind: refuted
// function: f
// forward: same or unknown
// why: A static list has another name.
// witness: none: it is about what a run of two builds cannot tell apart

#define WRITE_ONCE(x, v) (*(volatile __typeof__(x) *)&(x) = (v))
struct list_head { struct list_head *next, *prev; };
static inline void __list_add(struct list_head *n, struct list_head *p, struct list_head *x) { x->prev = n; n->next = x; n->prev = p; WRITE_ONCE(p->next, n); }
static inline void list_add(struct list_head *n, struct list_head *h) { __list_add(n, h, h->next); }
struct hlist_head { struct hlist_node *first; };
struct hlist_node { struct hlist_node *next, **pprev; };

#ifdef OLD
static struct list_head lamps = { &lamps, &lamps };
void f(struct list_head *n) { list_add(n, &lamps); }
#else
static struct list_head lamp_list = { &lamp_list, &lamp_list };
void f(struct list_head *n) { list_add(n, &lamp_list); }
#endif
