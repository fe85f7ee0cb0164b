/*
 * What both sides of a pair run in: a small memory at a fixed address, answers from a seed, and a trace of all
 * that others can see. `witness` writes the tables and the stubs behind it.
 */
#define _GNU_SOURCE
typedef unsigned long long wkey;
typedef __builtin_va_list wlist;

extern int printf(const char *, ...);
extern int fflush(void *);
extern void *mmap(void *, unsigned long, int, int, int, long);
extern int fork(void);
extern long clock(void);
extern int waitpid(int, int *, int);
extern void _exit(int);
extern long strtol(const char *, char **, int);

/* From the C library, whose headers would clash with what a pair declares. */
typedef struct { unsigned long words[64]; } wjump;
extern int __sigsetjmp(void *, int) __attribute__((returns_twice));
extern void siglongjmp(void *, int) __attribute__((noreturn));
struct wsigaction { void (*handler)(int); unsigned long mask[16]; int flags; void (*restorer)(void); };
extern int sigaction(int, const void *, void *);
struct wstack { void *sp; int flags; unsigned long size; };
extern int sigaltstack(const void *, void *);
struct wtimer { long interval[2], value[2]; };
extern int setitimer(int, const void *, void *);

#define WBASE 0x20000000UL
#define WSLOT 4096UL
#define WSTART 1024UL
#define WSLOTS 48
#define WELEMENTS 16
#define WRECORDS 3

enum { W_DONE, W_FAULT, W_TIMEOUT, W_LIMIT, W_END };

struct wtype {
	const char *name;
	unsigned long size;
	int elements;
	void (*fill)(void *, wkey);
	void (*poke)(void *, wkey);
	wkey (*hash)(const void *);
	int (*leaf)(unsigned long);
};
struct wslot { const struct wtype *type; int elements; int is_fresh, is_dead; };
struct wglobal { const char *name; void *address; unsigned long size; int is_code; };

static struct wslot wslots[WSLOTS];
static int wused, wevents, wstatus, wverbose, wquiet;
static wkey wseed, wtrace, wlogtrace;
static wjump wback;
static char *wstackbase;
static void *wpending; static int wpendingsize;
extern const struct wglobal wglobals[];
extern const unsigned long long wpool[]; extern const int wpoolcount;
static wkey whash_memory(void);

static inline wkey wmix(wkey a, wkey b)
{
	wkey x = a ^ (b + 0x9e3779b97f4a7c15ULL + (a << 6) + (a >> 2));
	x ^= x >> 30; x *= 0xbf58476d1ce4e5b9ULL; x ^= x >> 27; x *= 0x94d049bb133111ebULL;
	return x ^ (x >> 31);
}
static wkey wtext(const char *s) { wkey h = 7; while (*s) h = wmix(h, (unsigned char)*s++); return h; }
static wkey wkeyed(wkey key, const char *s) { return wmix(key, wtext(s)); }
static void wsay(const char *what, wkey value) { if (wverbose) printf("      %s 0x%llx\n", what, value); }

/* Small numbers, edges, what the pair's text names, and anything. */
static wkey wint(wkey key, int bits, int is_signed)
{
	wkey how = key % 100, more = wmix(key, 1), value;
	if (how < 35) value = more % 4;
	else if (how < 55) value = more % 20;
	else if (how < 62) value = -(more % 40);
	else if (how < 68) value = (1ULL << (more % bits)) + (wmix(more, 2) % 3) - 1;
	else if (how < 90 && wpoolcount) value = wpool[more % wpoolcount] + (wmix(more, 3) % 3 ? 0 : wmix(more, 4) % 3 - 1);
	else if (how < 94) value = ~0ULL >> (64 - bits + (int)(more & 1));
	else value = more;
	if (bits < 64) {
		value &= (1ULL << bits) - 1;
		if (is_signed && value >> (bits - 1)) value |= ~0ULL << bits;
	}
	return value;
}

static int wslot_of(const void *p)
{
	unsigned long a = (unsigned long)p;
	if (a < WBASE || a >= WBASE + WSLOTS * WSLOT) return -1;
	return (a - WBASE) / WSLOT;
}
static void *wobject(int slot) { return (void *)(WBASE + slot * WSLOT + WSTART); }
static int wis_stack(const void *p)
{
	char here;
	return (char *)p > &here - 512 && (char *)p < wstackbase + 4096;
}
static int wis_text(const void *p);

/* The same on both sides wherever compilers put things. */
static wkey wpointer(const void *p)
{
	unsigned long a = (unsigned long)p;
	int i, slot = wslot_of(p);
	if (a < 4096 || a >= -4095UL) return a;
	if (slot >= 0) {
		unsigned long off = a - (unsigned long)wobject(slot);
		const struct wtype *t = wslots[slot].type;
		if (t && t->leaf && off < t->size * wslots[slot].elements)
			return wmix(wmix(0x0b1ec7 + slot, off / t->size), t->leaf(off % t->size));
		return wmix(0x0b1ec7 + slot, off);
	}
	for (i = 0; wglobals[i].name; i++)
		if (a >= (unsigned long)wglobals[i].address && a < (unsigned long)wglobals[i].address + wglobals[i].size)
			return wmix(wtext(wglobals[i].name), a - (unsigned long)wglobals[i].address);
	if (wis_stack(p)) return 0x57ac;
	if (wis_text(p)) return wtext(p);
	return a < 0x10000000000UL ? 0x7e87 : 0x07e8;
}
static wkey wbytes(const void *p, unsigned long size)
{
	wkey h = 3;
	unsigned long i = 0;
	for (; i + 8 <= size; i += 8) {
		unsigned long w = *(unsigned long *)((char *)p + i);
		h = wmix(h, w >= 0x400000 && w < 0x7fffffffffffUL ? wpointer((void *)w) : w);
	}
	for (; i < size; i++) h = wmix(h, ((unsigned char *)p)[i]);
	return h;
}

static void wleave(int status) { wstatus = status; wpending = 0; siglongjmp(&wback, 1); }

static void wflush(void)
{
	wkey value = 0;
	int size = wpendingsize;
	if (!wpending) return;
	__builtin_memcpy(&value, wpending, size > 8 ? 8 : size);
	if (value >= 0x400000 && size == 8) value = wpointer((void *)value);
	wpending = 0;
	wtrace = wmix(wtrace, value);
	wsay("written", value);
}
static void wevent(const char *name)
{
	wflush();
	wtrace = wmix(wtrace, wtext(name));
	if (wverbose) printf("   %d. %s\n", wevents + 1, name);
	if (++wevents > 400) wleave(W_LIMIT);
}
static void wnote(const char *what, wkey value) { wtrace = wmix(wtrace, value); wsay(what, value); }

static int wnew(const struct wtype *t, wkey key);
static void *wpick(const struct wtype *t, wkey key, int is_error_allowed)
{
	wkey how = key % 100, more = wmix(key, 11);
	int i, n = 0, old;
	if (how < 12) return 0;
	if (is_error_allowed && how < 22) return (void *)-(long)(1 + more % 30);
	for (i = 0; i < wused; i++) n += wslots[i].type == t && !wslots[i].is_dead;
	if (n && (how < 40 || wused >= WSLOTS - 4)) {
		n = more % n;
		for (i = 0; i < wused; i++)
			if (wslots[i].type == t && !wslots[i].is_dead && n-- == 0) break;
		old = wmix(more, 5) % 3;
		return (char *)wobject(i) + (t->elements == WELEMENTS && old ? (wmix(more, 6) % 4) * t->size : 0);
	}
	if (wused >= WSLOTS - 4) return 0;
	i = wnew(t, key);
	return (char *)wobject(i) + (t->elements == WELEMENTS && more % 3 == 0 ? wmix(more, 6) % 4 * t->size : 0);
}
static int wnew(const struct wtype *t, wkey key)
{
	int i, slot = wused++;
	wslots[slot] = (struct wslot){ t, t->elements, 0, 0 };
	for (i = 0; i < t->elements; i++) t->fill((char *)wobject(slot) + i * t->size, wmix(wmix(key, 77), i));
	return slot;
}
/* Memory from an allocator: the same bytes on both sides; nobody else knows it yet. */
static void *wallocate(const struct wtype *t, wkey key, int is_zero)
{
	int slot = wused;
	if (key % 100 < 25 || wused >= WSLOTS - 2) return 0;
	wused++;
	wslots[slot] = (struct wslot){ t, t->elements == WELEMENTS ? 16 : 1, 1, 0 };
	if (is_zero) __builtin_memset(wobject(slot), 0, 2048);
	else __builtin_memset(wobject(slot), 3, 2048);
	return wobject(slot);
}
/* The callee may have changed whatever others know. */
static void wothers(wkey key)
{
	int i, j;
	for (i = 0; i < wused; i++) {
		const struct wtype *t = wslots[i].type;
		if (wslots[i].is_fresh || wslots[i].is_dead || !t->poke) continue;
		for (j = 0; j < wslots[i].elements && j < 2; j++) {
			wkey k = wmix(wmix(key, i), j);
			if (k % 6 == 0) t->poke((char *)wobject(i) + j * t->size, wmix(k, 9));
		}
	}
}
static void wescape(const void *p) { int s = wslot_of(p); if (s >= 0) wslots[s].is_fresh = 0; }

static wkey whash_slots(void)
{
	wkey h = 5;
	int i, j;
	for (i = 0; i < wused; i++) {
		const struct wtype *t = wslots[i].type;
		if (wslots[i].is_dead) continue;
		for (j = 0; j < wslots[i].elements; j++)
			h = wmix(h, t->hash ? t->hash((char *)wobject(i) + j * t->size) : wbytes((char *)wobject(i) + j * t->size, t->size));
	}
	return h;
}

/* Format and arguments of a message. */
static wkey wformat(const char *f, wlist ap)
{
	wkey h = wtext(f);
	for (; *f; f++) {
		int longs = 0;
		if (*f != '%') continue;
		for (f++; *f && (*f == 'l' || *f == 'z' || *f == 'h' || *f == '#' || *f == '-' || *f == '+' || *f == ' ' || *f == '.' || (*f >= '0' && *f <= '9')); f++)
			longs += *f == 'l' || *f == 'z';
		if (!*f) break;
		if (*f == '%') continue;
		if (*f == 's' || *f == 'p') h = wmix(h, wpointer(__builtin_va_arg(ap, void *)));
		else h = wmix(h, longs ? __builtin_va_arg(ap, long) : __builtin_va_arg(ap, int));
	}
	return h;
}

/* Volatile accesses: gcc calls these before each. */
static void wvolatile(const char *what, void *p, int size, int is_write)
{
	unsigned long old = 0;
	if (wis_stack(p)) return;
	wevent(what);
	wnote("at", wpointer(p));
	if (is_write) { wpending = p; wpendingsize = size; return; }
	__builtin_memcpy(&old, p, size > 8 ? 8 : size);
	if (size == 8 && (!old || old > 0x1fffffff)) return;
	old = wint(wmix(wmix(wseed, wevents), 21), size * 8, 0);
	__builtin_memcpy(p, &old, size);
}
#ifdef WTSAN
#define WHOOK(n) \
	void __tsan_read##n(void *p) {} void __tsan_write##n(void *p) {} \
	void __tsan_unaligned_read##n(void *p) {} void __tsan_unaligned_write##n(void *p) {} \
	void __tsan_volatile_read##n(void *p) { wvolatile("volatile-read" #n, p, n, 0); } \
	void __tsan_volatile_write##n(void *p) { wvolatile("volatile-write" #n, p, n, 1); } \
	void __tsan_unaligned_volatile_read##n(void *p) { wvolatile("volatile-read" #n, p, n, 0); } \
	void __tsan_unaligned_volatile_write##n(void *p) { wvolatile("volatile-write" #n, p, n, 1); }
WHOOK(1) WHOOK(2) WHOOK(4) WHOOK(8) WHOOK(16)
void __tsan_init(void) {}
void __tsan_func_entry(void *p) {}
void __tsan_func_exit(void) {}
void __tsan_read_range(void *p, unsigned long n) {}
void __tsan_write_range(void *p, unsigned long n) {}
#endif

static void wsignal(int number) { wleave(number == 26 ? W_TIMEOUT : W_FAULT); }
static void wclock(long microseconds)
{
	struct wtimer t = { { 0, 0 }, { 0, microseconds } };
	setitimer(1, &t, 0);
}
static void wstart(void)
{
	static char other[65536];
	struct wstack s = { other, 0, sizeof(other) };
	struct wsigaction a = { wsignal, { 0 }, 0x08000000 | 0x40000000, 0 };
	int i, numbers[] = { 11, 7, 8, 4, 5, 6, 26 };
	mmap((void *)WBASE, WSLOTS * WSLOT, 3, 0x32, -1, 0);
	sigaltstack(&s, 0);
	for (i = 0; i < 7; i++) sigaction(numbers[i], &a, 0);
}
static void wreset(wkey seed)
{
	int i;
	for (i = 0; i < wused; i++) __builtin_memset((void *)(WBASE + i * WSLOT), 0, WSLOT);
	for (i = 0; i < WSLOTS; i++) wslots[i].type = 0;
	wused = wevents = wstatus = 0;
	wseed = seed; wtrace = 1; wlogtrace = 1; wpending = 0;
}
