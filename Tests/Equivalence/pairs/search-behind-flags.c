// kind: search
// function: port_poll
// forward: drifted
// why: Two bit-fields and a count that a callee gives lead to the new check.
typedef unsigned int u32;
struct port { u32 open:1; u32 mode:3; u32 speed:4; u32 left; struct port *next; };
int line_state(struct port *p, u32 *count, int *fault);
void line_send(struct port *p, u32 value);

int port_poll(struct port *first)
{
	struct port *p;
	int sent = 0;

	for (p = first; p; p = p->next) {
		u32 count;
		int fault;

		if (!p->open || p->mode != 5)
			continue;
		if (line_state(p, &count, &fault) < 0)
			continue;
		if (fault == 77 && p->speed == 9) {
#ifndef OLD
			if (count / 12 > 100)
				return -5;
#endif
			line_send(p, count);
			sent++;
		}
	}
	return sent;
}
