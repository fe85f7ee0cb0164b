// kind: goto-ladder
// function: lamp_start
// forward: drifted
// why: A positive result was an error and now is none.

struct clk;
struct reset;
struct lamp {
	struct clk *clk;
	struct reset *reset;
	int is_on;
};

int clk_enable(struct clk *clk);
void clk_disable(struct clk *clk);
int reset_release(struct reset *reset);

#ifdef OLD
int lamp_start(struct lamp *lamp)
{
	int ret;

	ret = clk_enable(lamp->clk);
	if (ret)
		return ret;
	ret = reset_release(lamp->reset);
	if (ret) {
		clk_disable(lamp->clk);
		return ret;
	}
	lamp->is_on = 1;
	return 0;
}
#else
int lamp_start(struct lamp *lamp)
{
	int ret;

	ret = clk_enable(lamp->clk);
	if (ret < 0)
		return ret;
	ret = reset_release(lamp->reset);
	if (ret < 0) {
		clk_disable(lamp->clk);
		return ret;
	}
	lamp->is_on = 1;
	return 0;
}
#endif
