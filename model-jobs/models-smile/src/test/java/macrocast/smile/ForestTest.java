package macrocast.smile;

import macrocast.models.Method;
import macrocast.models.MethodContract;

class ForestTest implements MethodContract {
    @Override
    public Method method() {
        return new ForestMethod();
    }
}
