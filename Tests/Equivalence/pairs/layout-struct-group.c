// kind: layout
// function: flow_reset
// function: flow_key
// function: flow_clear
// forward(flow_reset): same or unknown
// forward(flow_key): same
// forward(flow_clear): not-same
// why: A member more in a group; who names a member reaches it wherever it lies, who clears the group clears more.

typedef unsigned int u32;
typedef unsigned long size_t;
void *memset(void *to, int byte, size_t count);

#ifdef OLD
struct flow {
	u32 state;
	union {
		struct { u32 rate; u32 key; };
		struct { u32 rate; u32 key; } reset;
	};
	u32 tail;
};
#else
struct flow {
	u32 state;
	union {
		struct { u32 rate; u32 token; u32 key; };
		struct { u32 rate; u32 token; u32 key; } reset;
	};
	u32 tail;
};
#endif

void flow_reset(struct flow *f)
{
#ifdef OLD
	f->key = 0;
	f->tail = 1;
#else
	u32 none = 0;

	f->key = none;
	f->tail = 1;
#endif
}

u32 flow_key(struct flow *f)
{
#ifdef OLD
	return f->key + f->tail;
#else
	return f->tail + f->key;
#endif
}

void flow_clear(struct flow *f)
{
	memset(&f->reset, 0, sizeof(f->reset));
}
