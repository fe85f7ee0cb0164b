// kind: rename
// function: lamp_count
// forward: same or unknown
// backward: same or unknown
// why: A static variable has another name, nothing else differs.
#ifdef OLD
static int count;
int lamp_count(void) { return ++count; }
void lamp_reset(void) { count = 0; }
#else
static int lamps;
int lamp_count(void) { return ++lamps; }
void lamp_reset(void) { lamps = 0; }
#endif
