// kind: refuted
// function: f
// forward: same or unknown
// why: A static mutex has another name.
// witness: none: it is about what a run of two builds cannot tell apart

struct mutex { int o; const char *name; void *self; };
void mutex_lock(struct mutex *); void mutex_unlock(struct mutex *); int g(void);

#ifdef OLD
static struct mutex lk = { .name = "lk", .self = &lk };
int f(void) { int r; mutex_lock(&lk); r = g(); mutex_unlock(&lk); return r; }
#else
static struct mutex lamp_lock = { .name = "lamp_lock", .self = &lamp_lock };
int f(void) { int r; mutex_lock(&lamp_lock); r = g(); mutex_unlock(&lamp_lock); return r; }
#endif
